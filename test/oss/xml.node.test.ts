import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childOf, childrenOf, completeXml, parseXml, textOf, XmlError } from '../../src/oss/xml.js';

const sample = (name: string): string =>
  readFileSync(new URL(`../fixtures/samples/oss/${name}`, import.meta.url), 'utf8');

describe('reading XML', () => {
  it('finds elements whatever their namespace or prefix', () => {
    const bodies = [
      '<R><UploadId>U1</UploadId></R>',
      '<R xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com"><UploadId>U1</UploadId></R>',
      '<o:R xmlns:o="urn:x"><o:UploadId a="1>2" b=\'"\'>U1</o:UploadId></o:R>',
      '\uFEFF<?xml version="1.0"?>\n<!-- a <b> -->\n<R >\n <UploadId > U1\n</UploadId >\n</R >\n',
      '<R><UploadId><![CDATA[U1]]></UploadId><Empty/></R>',
    ];
    for (const body of bodies) {
      const root = parseXml(body);
      expect(root.name, body).to.equal('R');
      expect(textOf(root, 'UploadId'), body).to.equal('U1');
    }
  });

  it('does not tell an empty element from an absent one', () => {
    expect(textOf(parseXml('<R><A/><B> </B></R>'), 'A')).to.equal(undefined);
    expect(textOf(parseXml('<R><A/><B> </B></R>'), 'B')).to.equal(undefined);
    expect(textOf(parseXml('<R/>'), 'C')).to.equal(undefined);
  });

  it('resolves entities and leaves alone what is none', () => {
    const text = '&quot;A&#39;&#x1F3AC;&amp;lt;&quot; &unknown; & &#1114112; &#x;';
    expect(textOf(parseXml(`<R><E>${text}</E></R>`), 'E')).to.equal('"A\'🎬&lt;" &unknown; & &#1114112; &#x;');
  });

  it('reads one part, several and none as lists', () => {
    const parts = (name: string): number => childrenOf(parseXml(sample(name)), 'Part').length;
    expect([
      parts('list-parts.empty.xml'),
      parts('list-parts.page2-single-part.xml'),
      parts('list-parts.page1.xml'),
    ]).to.deep.equal([0, 1, 2]);
  });

  it('reads an answer with encoded names', () => {
    const root = parseXml(sample('complete.response.xml'));
    expect(root.name).to.equal('CompleteMultipartUploadResult');
    expect(decodeURIComponent(textOf(root, 'Key') ?? '')).to.equal('sv/5e1f2a3b/5e1f2a3b.mp4');
  });

  it('takes no beginning of a document for the whole', () => {
    const whole = sample('list-parts.page1.xml').trimEnd();
    for (let length = 0; length < whole.length; length++) {
      expect(() => parseXml(whole.slice(0, length)), `the first ${length} characters`).to.throw(XmlError);
    }
    expect(childOf(parseXml(whole), 'Part')?.children.length).to.equal(4);
  });

  const bad: Record<string, string> = {
    'a DOCTYPE': '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    HTML: '<html><head><meta charset=utf-8><title>x</title></head></html>',
    'tags that do not match': '<a><b></a></b>',
    'two roots': '<a/><b/>',
    'text around the root': '<a/> and more',
    'a closing tag alone': '</a>',
    'depth without end': '<a>'.repeat(100) + '</a>'.repeat(100),
    'a nameless tag': '<a><></></a>',
    'no XML at all': '{"Code":"x"}',
    nothing: '',
    'five million characters': `<a>${' '.repeat(5_000_000)}</a>`,
  };
  for (const [name, body] of Object.entries(bad)) {
    it(`refuses ${name}`, () => {
      expect(() => parseXml(body)).to.throw(XmlError);
    });
  }

  it('answers any text with a document or an XmlError, soon', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      '"',
      "'",
      '<a>',
      '</a>',
      '<!--',
      '-->',
      '<?',
      '<![CDATA[',
      ']]>',
      '&',
      '&#',
      ';',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        try {
          parseXml(pieces.join(''));
        } catch (error) {
          expect(error).to.be.instanceOf(XmlError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('writing the list of parts', () => {
  it('gives the documented body, ascending whatever the order of asking', () => {
    const parts = [
      { n: 2, etag: '"8EFDA8BE206636A695359836FE0A0002"' },
      { n: 1, etag: '"3349DC700140D7F86A07848427800001"' },
    ];
    expect(completeXml(parts)).to.equal(sample('complete.request.xml').trimEnd());
    expect(parts[0]?.n).to.equal(2);
  });

  it('is read back as written, whatever the ETags', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 10_000 })), fc.string({ minLength: 1 }), (numbers, mark) => {
        const written = numbers.map((n) => ({ n, etag: `"${mark}${n}"` }));
        const read = childrenOf(parseXml(completeXml(written)), 'Part').map((part) => ({
          n: Number(textOf(part, 'PartNumber')),
          etag: textOf(part, 'ETag'),
        }));
        expect(read).to.deep.equal(written.sort((a, b) => a.n - b.n));
      }),
    );
  });
});

/** A test for browsers that can: elsewhere it is skipped, and its title says why. `false` is no reason. */
export const itUnless =
  (...reasons: readonly (string | false)[]) =>
  (title: string, test: Mocha.AsyncFunc): Mocha.Test => {
    const why = reasons.find((reason) => reason !== false);
    return why === undefined ? it(title, test) : it.skip(`${title} (skipped: ${why})`, test);
  };

export const isFirefox = navigator.userAgent.includes('Firefox/');
/** WebKitGTK here; Safari by the same token. */
export const isWebKit = navigator.vendor.startsWith('Apple');

/** Automated WebKitGTK has private sessions only, and those have none. */
export const hasNoFileSystem =
  typeof navigator.storage?.getDirectory !== 'function' && 'this browser gives the page no file system of its own';

const H264 = 'video/mp4; codecs="avc1.42E01E, mp4a.40.2"';
export const playsNoMp4 = document.createElement('video').canPlayType(H264) === '' && 'this browser plays no H.264';

import type { ImportStatus } from '../../engine/import-job.js';

/** What is read of files that VOD fetches by itself. */
export const englishImports = {
  'phase.importing': 'Importing',
  'import.pending': 'waiting for the service',
  'import.processing': 'about to be fetched',
  'import.downloading': 'being fetched',
  'import.downloaded': 'fetched',
  'import.download-failed': 'could not be fetched',
  'import.uploading': 'being stored',
  'import.uploaded': 'stored',
  'import.upload-failed': 'could not be stored',
  'import.succeeded': 'the file has arrived',
  'import.canceled': 'canceled',
  'import.missing': 'not known to the service yet',
  'import.unknown': 'in progress',
  'import.unstoppable': 'cannot be stopped any more',

  'said.importing': 'The service fetches {name}',
  'said.arrived': '{name} has arrived',
  'said.unstoppable': '{name} is being fetched and cannot be stopped any more',

  'import-failed.upload-failed': 'The file was fetched and could not be stored. Retry to import it anew.',
  'import-failed.canceled': 'The import was canceled elsewhere. Retry to import it all the same.',
  'import-failed.missing': 'The service does not know this import any more. Retry to import it anew.',
  'import-failed.address':
    'The import has failed. Check that anybody can open its address without signing in, then paste the address again.',
  'import-failed.said': 'The service says: {words}',
} as const satisfies Record<string, string> & Record<`import.${ImportStatus}`, string>;

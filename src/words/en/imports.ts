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
  'import.succeeded': 'file received',
  'import.canceled': 'canceled',
  'import.missing': 'not known to the service yet',
  'import.unknown': 'in progress',
  'import.unstoppable': 'can no longer be canceled',

  'said.importing': 'Importing {name}',
  'said.arrived': '{name} has arrived',
  'said.unstoppable': '{name} is being fetched and can no longer be canceled',

  'import-failed.upload-failed': 'The file was fetched but could not be stored. Retry to import it again.',
  'import-failed.canceled': 'The import was canceled elsewhere. Retry to import it anyway.',
  'import-failed.missing': 'The service no longer has this import. Retry to import it again.',
  'import-failed.address':
    'The import failed. Check that anyone can open the address without signing in, then paste it again.',
  'import-failed.said': 'The service says: {words}',
} as const satisfies Record<string, string> & Record<`import.${ImportStatus}`, string>;

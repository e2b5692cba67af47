import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('UploadMediaByURL', (reply) => ({
    ...reply,
    UploadJobs: (reply.UploadJobs as { SourceURL: string }[]).map((job) => ({
      ...job,
      SourceURL: decodeURIComponent(job.SourceURL),
    })),
  })),
  warns: ['UploadMediaByURL: jobs'],
  says: /decoded or encoded once too often/,
} satisfies Broken;

import { findWebKit } from './scripts/find-webkit.mjs';
import { webkitLauncher } from './scripts/webkit-launcher.mjs';
import { shared } from './scripts/wtr-shared.mjs';

export default {
  ...(await shared()),
  browsers: [webkitLauncher(findWebKit())],
  concurrency: 1,
  browserStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
};

import { loadRunCode } from './create-uploader.js';
import type { FollowMedia } from './elements/uploader-factory.js';
import { UploadError } from './engine/error.js';
import { clock } from './web/clock.js';
import { network } from './web/network.js';

/** Looks at a media with the poller that all of the page share who speak to the same backend. */
export const followMedia: FollowMedia = (connection, mediaId, follower, following) =>
  void loadRunCode().then(
    ({ looksOf }) => {
      const { medias } = looksOf(connection(), { clock, network, random: Math.random });
      medias.follow(mediaId, follower, following);
      // Whoever asks for it again does not want to wait for a backend that has failed.
      if (following.afresh) medias.nudge();
    },
    (thrown: unknown) => {
      if (!following.signal.aborted) follower.failed(UploadError.from(thrown));
    },
  );

import {
  can,
  hasFailedSealed,
  NEXT,
  underlying,
  type Common,
  type Phase,
  type Plain,
  type UploadEvent,
  type UploadState,
} from './state.js';

/** Pure. The same state comes back when nothing changed. Throws on an arrow that is not drawn. */
export function reduce(state: UploadState, event: UploadEvent): UploadState {
  switch (event.type) {
    case 'describe':
      return Object.freeze({
        ...state,
        ...(event.title && { title: event.title }),
        described: { ...state.described, ...event.described },
      });
    case 'inspected':
      return Object.freeze({ ...state, local: event.local });
    case 'validated':
      return move({ ...state, title: event.title, described: { ...state.described, ...event.described } }, 'validated');
    case 'start':
      // Paused before anything was known but the file.
      if (state.phase === 'paused' && (state.title ?? state.videoId) === undefined) return move(state, 'selected');
      if (state.phase !== 'failed') return move(state, 'queued');
      if (state.error.code === 'integrity') return move(spent(state), 'selected');
      // A job that failed stays failed: another one is made.
      if (state.importing && !hasFailedSealed(state)) return move({ ...state, importing: {} }, 'selected');
      // What is sealed is only watched again; without a VideoId the page may have mended the metadata.
      if (hasFailedSealed(state)) return move(state, 'processing');
      return move(state, state.videoId === undefined ? 'selected' : 'queued');
    case 'created':
      return Object.freeze({ ...state, videoId: event.videoId });
    case 'progress': {
      const sent = shown(state, event.confirmed + event.inFlight);
      const { bytesPerSecond } = event;
      if (sent === state.sent && event.confirmed === state.confirmed && bytesPerSecond === state.bytesPerSecond)
        return state;
      return Object.freeze({ ...state, sent, confirmed: event.confirmed, bytesPerSecond });
    }
    case 'followed': {
      if (event.news === undefined) return Object.freeze({ ...spent(state), bytesPerSecond: undefined });
      const { title = state.title, videoId = state.videoId, confirmed, bytesPerSecond } = event.news;
      const sent = shown(state, event.news.sent);
      return Object.freeze({
        ...state,
        ...(title && { title }),
        ...(videoId && { videoId }),
        confirmed,
        sent,
        bytesPerSecond,
      });
    }
    case 'wait': {
      if (state.phase === 'waiting' && state.reason === event.reason) return state;
      const from = underlying(state);
      guard(state.phase, 'waiting');
      return Object.freeze({ ...common(state), phase: 'waiting', reason: event.reason, from });
    }
    case 'proceed':
      return state.phase === 'waiting' ? move(state, state.from) : state;
    case 'sealed':
      return move(whole(state), 'uploaded');
    case 'callback-failed':
      return Object.freeze({ ...state, callbackFailed: true });
    case 'report':
      return Object.freeze({ ...state, report: event.report });
    case 'job': {
      const { job, size = state.total } = event;
      return Object.freeze({ ...state, importing: { ...state.importing, ...job }, total: size });
    }
    case 'ready':
      guard(state.phase, 'ready');
      return Object.freeze({ ...common(state), phase: 'ready', playable: event.playable });
    case 'fail':
      guard(state.phase, 'failed');
      return Object.freeze({ ...common(state), phase: 'failed', error: event.error, from: underlying(state) });
    case 'start-over':
      return move({ ...state, confirmed: 0, bytesPerSecond: undefined }, 'queued');
    case 'pause':
      return move({ ...state, bytesPerSecond: undefined }, 'paused');
    case 'cancel':
      return move({ ...state, bytesPerSecond: undefined }, 'canceled');
    case 'authorized':
      return move({ ...state, inherited: undefined }, 'authorized');
    case 'processing':
      return move(state.importing ? whole(state) : state, 'processing');
    case 'uploading':
    case 'verified':
      return move(state, event.type);
  }
}

function move(state: UploadState, phase: Plain | Phase): UploadState {
  if (state.phase === 'waiting' && !can(state, phase)) guard(state.from, phase);
  guard(state.phase, phase);
  return Object.freeze({ ...common(state), phase: phase as Plain });
}

function guard(from: Phase, to: Phase): void {
  if (from === 'waiting' && to === 'waiting') return;
  if (!NEXT[from].includes(to)) throw new Error(`No arrow ${from} → ${to}`);
}

/** The object that was sealed is not the file: its VideoId cannot be used again. */
const spent = (state: UploadState): UploadState => ({ ...state, videoId: undefined, confirmed: 0, sent: 0 });

/** Never backwards, and the whole only with the seal. */
const shown = ({ total, sent }: UploadState, now: number): number => Math.max(sent, Math.min(total - 1, now));

const whole = (state: UploadState): UploadState => ({
  ...state,
  confirmed: state.total,
  sent: state.total,
  bytesPerSecond: undefined,
  inherited: undefined,
});

/** What outlives a change of phase: everything but the fields that belong to one phase alone. */
function common(state: UploadState): Common {
  const { id, name, title, type, total, confirmed, sent, bytesPerSecond, videoId, inherited, callbackFailed, report } =
    state;
  const { described, importing, local } = state;
  return {
    id,
    name,
    type,
    total,
    confirmed,
    sent,
    ...(title !== undefined && { title }),
    ...(described && { described }),
    ...(local && { local }),
    ...(bytesPerSecond !== undefined && { bytesPerSecond }),
    ...(videoId !== undefined && { videoId }),
    ...(inherited !== undefined && { inherited }),
    ...(callbackFailed && { callbackFailed }),
    ...(report !== undefined && { report }),
    ...(importing !== undefined && { importing }),
  };
}

/** Of the database and of its only store; here, because the probe alone is loaded with every page. */
export const DATABASE = 'vod-uploader';
export const STORE = 'checkpoints';

/** Whether any checkpoint is stored. Creates nothing: opening what is not there is called off. Never rejects. */
export const hasCheckpoints = (): Promise<boolean> =>
  new Promise((resolve) => {
    const no = (event?: Event) => {
      // Firefox tells the page of a request that failed and that nobody took care of.
      event?.preventDefault();
      resolve(false);
    };
    try {
      const opening = indexedDB.open(DATABASE);
      opening.onupgradeneeded = () => opening.transaction!.abort();
      opening.onerror = no;
      opening.onsuccess = () => {
        const db = opening.result;
        try {
          // Not a count: there may be ten thousand records, of which one tells enough.
          const looking = db.transaction(STORE).objectStore(STORE).openKeyCursor();
          looking.onsuccess = () => resolve(!!looking.result);
          looking.onerror = no;
        } catch {
          // Somebody else's database of this name.
          no();
        }
        // Closes when the look is done.
        db.close();
      };
    } catch {
      // Some browsers throw where nothing may be stored.
      no();
    }
  });

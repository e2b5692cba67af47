/** Parts of the pieces inside, for whoever exports them on. */
export const ITEM_PARTS = 'row, picture, name, percent, play, player, track, fill, phase, detail, control, question';

/** Parts of the list and of the rows in it. */
export const LIST_PARTS = `${ITEM_PARTS}, list, rejections, rejection`;

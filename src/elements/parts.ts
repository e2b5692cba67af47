/** Parts of the form in a row. */
export const DETAILS_PARTS = 'toggle, fields, field, input, count, tags, tag, fault';

/** Parts of the pieces inside, for whoever exports them on. */
export const ITEM_PARTS = `row, picture, name, percent, play, player, track, fill, phase, detail, control, question, handle, step, ${DETAILS_PARTS}`;

/** Parts of the list and of the rows in it. */
export const LIST_PARTS = `${ITEM_PARTS}, list, rejections, rejection, left-out`;

/** Parts of the tray and of the list in it. */
export const TRAY_PARTS = `summary, popover, ${LIST_PARTS}`;

import { css, type CSSResult } from 'lit';

/** The line over many uploads: how all stand, and what can be done with all. */
export const summaryStyles: CSSResult = css`
  .summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 12px;
    padding-inline: 4px;
  }
`;

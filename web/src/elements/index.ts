/** What a page of one's own loads from here: `/static/bundle/elements.js`. */
export * from '../app/elements.js';

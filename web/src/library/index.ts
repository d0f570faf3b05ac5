/** The client library without the elements: `/static/bundle/library.js`. */
export * from '../app/library.js';

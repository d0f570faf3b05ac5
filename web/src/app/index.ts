/** The page at `/`: the demo, made of the elements. */
import './elements.js';
import './demo/demo.js';
import './page.css';

/** The newest syntax of Pyodide's scripts: whoever can parse this file can parse those (Safari from 16.4 on). */
export class Newest {
  static ready = false;
  static {
    Newest.ready = true;
  }
}

/** Today where the user is, YYYY-MM-DD. `toISOString` would give Greenwich's date: in China yesterday until 8 a.m. */
export function localToday() {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0"));
  return `${now.getFullYear()}-${month}-${day}`;
}

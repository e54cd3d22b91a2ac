/**
 * The term in which a day lies, by which a record is called until its owner calls it otherwise. School years begin in
 * August, second terms in February.
 * @param {Date} day
 */
export function termName(day) {
  const [year, month] = [day.getFullYear(), day.getMonth() + 1];
  if (month >= 8) return `${year} 学年第一学期`;
  return `${year - 1} 学年第${month === 1 ? "一" : "二"}学期`;
}

/** The calendar in which schedules are looked at. */
export const FIRST_YEAR = 2000;
/** After so many years each day of a month is the same day of the week again, until 2100 at least. */
export const YEARS = 28;

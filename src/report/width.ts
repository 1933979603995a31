/** The characters of a line, whatever the terminal has: what is written to a file must not change with it. */
export const WIDTH = 120;

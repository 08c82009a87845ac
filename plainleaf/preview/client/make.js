// Makes an element with a class and children; texts among these stay texts.
export const make = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

export const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

"""The window's own building blocks: text that grows, digits that do not jump, buttons, bars."""

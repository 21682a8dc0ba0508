"""Personal data: consents, erasing, exports, what is kept of somebody. Opened from the menu «Данные»."""

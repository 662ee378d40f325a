"""What the application shows and says: forms, icons, themes, method texts, fonts, translations, samples."""

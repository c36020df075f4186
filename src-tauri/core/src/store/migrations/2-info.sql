ALTER TABLE info ADD COLUMN settings TEXT NOT NULL DEFAULT '[]'; -- JSON list
ALTER TABLE info ADD COLUMN accounts_connected INTEGER;
ALTER TABLE info ADD COLUMN accounts_active INTEGER;

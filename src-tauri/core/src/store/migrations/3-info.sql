ALTER TABLE info ADD COLUMN page_scenario INTEGER; -- the scenario that a page "what if" shows

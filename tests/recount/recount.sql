-- What the figures must be, told from exported entries by SQL alone: none of Hashira's code, none of its FEEL.
-- Input: entries(stream, seq, type, happened_on, case_number, synthetic, body). Output: the view `recount`.
-- The meaning of the benefit's entries is that of 申請, 補正, 訂正, 支払, 振込不能, 返納; fields: benefit.h. A subsidy's are besides
-- 軽微な変更, 実績報告, 額の確定; fields: subsidy.h.

-- The application that counts is the last one handed in.
CREATE VIEW application AS
SELECT stream, case_number, max(seq) AS seq
FROM entries
WHERE type IN ('benefit.submitted', 'benefit.resubmitted', 'subsidy.submitted', 'subsidy.resubmitted')
GROUP BY stream, case_number;

-- What was said of a case: the application's facts, then each correction after it.
CREATE VIEW said AS
SELECT a.stream, a.case_number, a.seq, fact.key AS fact, fact.value AS value
FROM application a
JOIN entries e ON e.stream = a.stream AND e.seq = a.seq, json_each(e.body, '$.facts') fact
UNION ALL
SELECT a.stream, a.case_number, e.seq, json_extract(e.body, '$.fact'), json_extract(e.body, '$.value')
FROM application a
JOIN entries e ON e.stream = a.stream AND e.case_number = a.case_number AND e.seq > a.seq
WHERE e.type IN ('benefit.fact_corrected', 'subsidy.fact_corrected')
UNION ALL
SELECT a.stream, a.case_number, e.seq, fact.key, fact.value
FROM application a
JOIN entries e ON e.stream = a.stream AND e.case_number = a.case_number AND e.seq > a.seq, json_each(e.body, '$.facts') fact
WHERE e.type IN ('subsidy.reported', 'subsidy.change_noted');

CREATE TABLE fact AS
SELECT stream, case_number, fact, value, max(seq) AS seq FROM said GROUP BY stream, case_number, fact;
CREATE UNIQUE INDEX fact_of_case ON fact (stream, case_number, fact);

-- Money that is still with the payee: sent, less bounced, less repaid.
CREATE TABLE money AS
SELECT stream, case_number,
       sum(CASE type WHEN 'benefit.paid' THEN json_extract(body, '$.amount')
                     ELSE -json_extract(body, '$.amount') END) AS remaining
FROM entries
WHERE type IN ('benefit.paid', 'benefit.bounced', 'benefit.repaid')
GROUP BY stream, case_number;

-- Of a subsidy, what was settled and still stands: the amount of the last decision, once the amount was settled at all.
CREATE VIEW subsidy_decision AS
SELECT stream, case_number, seq,
       type = 'subsidy.settled' OR json_extract(body, '$.one_step') IS NOT NULL AS settles,
       CASE type WHEN 'subsidy.settled' THEN json_extract(body, '$.settled')
                 WHEN 'subsidy.cancelled' THEN 0 WHEN 'subsidy.withdrawn' THEN 0 WHEN 'subsidy.decision_undone' THEN 0
                 ELSE json_extract(body, '$.amount') END AS approved
FROM entries
WHERE type IN ('subsidy.decided', 'subsidy.settled', 'subsidy.changed', 'subsidy.cancelled', 'subsidy.withdrawn', 'subsidy.decision_undone');

INSERT INTO money
SELECT last.stream, last.case_number, last.approved
FROM subsidy_decision last
JOIN (SELECT stream, case_number, max(seq) AS seq FROM subsidy_decision GROUP BY stream, case_number HAVING max(settles) = 1) settled
  ON settled.stream = last.stream AND settled.case_number = last.case_number AND settled.seq = last.seq;

-- A case as its first application brought it: who asked (the front of its key), and in whose layer. The same money is never
-- counted in two layers.
CREATE TABLE brought AS
SELECT stream, case_number, substr(json_extract(body, '$.entitlement'), 1, instr(json_extract(body, '$.entitlement'), '|') - 1) AS party,
       CASE layer WHEN '' THEN 'prefecture' ELSE layer END AS layer
FROM entries
WHERE type IN ('benefit.submitted', 'subsidy.submitted');
CREATE UNIQUE INDEX brought_case ON brought (stream, case_number);

-- Which figures are counted, and how: one line a figure of the programme folders. `value`: one a case, what remains
-- (of a subsidy: what is settled), or one a party. Where `fact` is not null, only cases of which it says `is`.
CREATE TABLE figure (programme TEXT, figure TEXT, value TEXT, layer TEXT, fact TEXT, is_value TEXT);
INSERT INTO figure VALUES
  ('closure-cooperation-benefit', 'payments', 'one', 'prefecture', NULL, NULL),
  ('closure-cooperation-benefit', 'paid_total', 'remaining', 'prefecture', NULL, NULL),
  ('business-continuity-benefit', 'payments_a', 'one', 'prefecture', 'benefit', 'a'),
  ('business-continuity-benefit', 'paid_total_a', 'remaining', 'prefecture', 'benefit', 'a'),
  ('business-continuity-benefit', 'payments_b', 'one', 'prefecture', 'benefit', 'b'),
  ('business-continuity-benefit', 'paid_total_b', 'remaining', 'prefecture', 'benefit', 'b'),
  ('sapporo-cooperation-benefit', 'payments', 'one', 'city', NULL, NULL),
  ('sapporo-cooperation-benefit', 'paid_total', 'remaining', 'city', NULL, NULL),
  ('career-change-bonus', 'workers', 'party', 'prefecture', 'applicant_kind', 'worker'),
  ('career-change-bonus', 'firms', 'party', 'prefecture', 'applicant_kind', 'firm'),
  ('infection-prevention-subsidy', 'groups', 'party', 'prefecture', NULL, NULL),
  ('infection-prevention-subsidy', 'grant_amount', 'remaining', 'prefecture', NULL, NULL),
  ('small-firm-emergency-support', 'grants', 'one', 'prefecture', NULL, NULL),
  ('small-firm-emergency-support', 'grant_amount', 'remaining', 'prefecture', NULL, NULL),
  ('small-firm-emergency-support', 'grants_general', 'one', 'prefecture', 'national_type', 'general'),
  ('small-firm-emergency-support', 'grant_amount_general', 'remaining', 'prefecture', 'national_type', 'general'),
  ('small-firm-emergency-support', 'grants_covid', 'one', 'prefecture', 'national_type', 'covid'),
  ('small-firm-emergency-support', 'grant_amount_covid', 'remaining', 'prefecture', 'national_type', 'covid'),
  ('telework-adoption', 'grants', 'one', 'prefecture', NULL, NULL),
  ('telework-adoption', 'grant_amount', 'remaining', 'prefecture', NULL, NULL),
  ('plant-siting-subsidy', 'firms_subsidised', 'party', 'prefecture', NULL, NULL),
  ('plant-siting-subsidy', 'grant_amount', 'remaining', 'prefecture', NULL, NULL),
  ('guideline-model', 'grants', 'one', 'prefecture', NULL, NULL),
  ('school-trips', 'trips_supported', 'one', 'prefecture', NULL, NULL),
  ('local-tourism-areas', 'single_area_projects', 'one', 'prefecture', 'area_kind', 'single'),
  ('local-tourism-areas', 'wide_area_projects', 'one', 'prefecture', 'area_kind', 'wide'),
  ('lodging-hygiene', 'hotels', 'one', 'prefecture', 'facility_kind', 'hotel'),
  ('lodging-hygiene', 'simple_lodgings', 'one', 'prefecture', 'facility_kind', 'simple'),
  ('lodging-hygiene', 'private_lodgings', 'one', 'prefecture', 'facility_kind', 'private'),
  ('innovation-support', 'startup_research_grants', 'one', 'prefecture', 'research_kind', 'startup'),
  ('innovation-support', 'bridging_research_grants', 'one', 'prefecture', 'research_kind', 'bridging'),
  ('shopping-street-promotion', 'associations', 'party', 'prefecture', NULL, NULL),
  ('shopping-street-promotion', 'grant_amount', 'remaining', 'prefecture', NULL, NULL);

CREATE TABLE breakdown (programme TEXT, dimension TEXT);
INSERT INTO breakdown VALUES
  ('closure-cooperation-benefit', 'municipality'),
  ('closure-cooperation-benefit', 'applicant_kind'),
  ('closure-cooperation-benefit', 'industry'),
  ('business-continuity-benefit', 'municipality'),
  ('business-continuity-benefit', 'applicant_kind'),
  ('business-continuity-benefit', 'industry'),
  ('sapporo-cooperation-benefit', 'round'),
  ('sapporo-cooperation-benefit', 'area'),
  ('career-change-bonus', 'municipality'),
  ('career-change-bonus', 'short_handed_trade'),
  ('infection-prevention-subsidy', 'municipality'),
  ('small-firm-emergency-support', 'municipality'),
  ('telework-adoption', 'municipality'),
  ('plant-siting-subsidy', 'municipality'),
  ('guideline-model', 'municipality'),
  ('school-trips', 'municipality'),
  ('local-tourism-areas', 'municipality'),
  ('lodging-hygiene', 'municipality'),
  ('innovation-support', 'municipality'),
  ('shopping-street-promotion', 'municipality');

CREATE VIEW counted AS
SELECT f.programme, f.figure, f.value AS counts, m.case_number, m.remaining, b.party
FROM figure f
JOIN money m ON m.stream = f.programme
JOIN brought b ON b.stream = m.stream AND b.case_number = m.case_number AND b.layer = f.layer
LEFT JOIN fact ON fact.stream = m.stream AND fact.case_number = m.case_number AND fact.fact = f.fact
WHERE m.remaining > 0 AND (f.fact IS NULL OR fact.value = f.is_value);

-- Totals that other bodies state: what was said last, while the last thing that happened to it is its check.
CREATE VIEW total AS
SELECT stream, case_number, max(CASE WHEN type IN ('reported.stated', 'reported.corrected') THEN seq END) AS said, max(seq) AS last
FROM entries WHERE type LIKE 'reported.%' GROUP BY stream, case_number;

CREATE VIEW stated AS
SELECT t.stream AS programme, json_extract(first.body, '$.figure') AS figure, json_extract(said.body, '$.value') AS value
FROM total t
JOIN entries first ON first.stream = t.stream AND first.case_number = t.case_number AND first.type = 'reported.stated'
JOIN entries said ON said.stream = t.stream AND said.seq = t.said
JOIN entries last ON last.stream = t.stream AND last.seq = t.last AND last.type = 'reported.checked';

-- Credits of CO2 whose price is there: what the sale's proposal said, once the sale is settled. Fields: credit.h.
CREATE VIEW credit_sold AS
SELECT s.stream AS programme, json_extract(p.body, '$.last') - json_extract(p.body, '$.first') + 1 AS tonnes
FROM entries s
JOIN entries p ON p.stream = s.stream AND p.case_number = s.case_number AND p.type = 'credit.sale_proposed'
              AND json_extract(p.body, '$.sale') = json_extract(s.body, '$.sale')
WHERE s.type = 'credit.sale_settled';

CREATE VIEW recount AS
SELECT programme, 'credit_sales' AS cell, count(*) AS value FROM credit_sold GROUP BY programme
UNION ALL
SELECT programme, 'credits_sold' AS cell, sum(tonnes) AS value FROM credit_sold GROUP BY programme
UNION ALL
SELECT programme, figure AS cell, sum(value) AS value FROM stated GROUP BY programme, figure
UNION ALL
SELECT programme, figure AS cell,
       CASE counts WHEN 'one' THEN count(*) WHEN 'party' THEN count(DISTINCT party) ELSE sum(remaining) END AS value
FROM counted GROUP BY programme, figure, counts
UNION ALL
SELECT c.programme, c.figure || '|' || b.dimension || '=' || ifnull(fact.value, ''),
       CASE c.counts WHEN 'one' THEN count(*) WHEN 'party' THEN count(DISTINCT c.party) ELSE sum(c.remaining) END
FROM counted c
JOIN breakdown b ON b.programme = c.programme
LEFT JOIN fact ON fact.stream = c.programme AND fact.case_number = c.case_number AND fact.fact = b.dimension
GROUP BY c.programme, c.figure, c.counts, b.dimension, fact.value;

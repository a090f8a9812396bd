"""Words of the demonstration's meetings. Invented."""

AGENDA = """Welcome and who is new | 10
Actions from last time | 15
A practice worth copying: one council shows | 40
What we want to put to ADASS | 30
Round the table | 40
Next host and date | 5"""

NEEDS = "A space for a wheelchair near the door, and papers a week before."

MINUTES = """<h3>A practice worth copying</h3>
<p>Two councils showed how they look at prepaid cards by exception. Others asked how many
people were called about a question that turned out to be nothing.</p>
<h3>Decisions</h3>
<ul><li>Everyone brings one letter about surplus money that was easy to understand.</li>
<li>The chair asks ADASS how regional rates are to be shown.</li></ul>
<h3>Next host</h3>
<p>The rota is on the hub; nobody objected.</p>"""

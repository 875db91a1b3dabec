"""The glossary: one place, printed in every report and in README."""

GLOSSARY = {
    "95% confidence interval": (
        "The range that would hold the true value in 19 of 20 repetitions, chance being the only source of error. "
        "A wide range means that little can be said."
    ),
    "Combating Drugs Partnership": (
        "The local board of council, police, health, probation and others that answers for the national drugs strategy "
        "in its area."
    ),
    "Completion": "Leaving treatment free of dependence, as the service judged; who came back later is another figure.",
    "Crude rate": "Events divided by residents, without adjusting for age.",
    "Disposal": (
        "How a case in police custody stood: prosecuted, dealt with out of court, no further action, or still open."
    ),
    "Drug misuse death": (
        "A drug poisoning death where the cause is drug abuse or dependence, or where a controlled drug was involved."
    ),
    "Drug poisoning death": (
        "A death, accidental or not, from any drug, medicine or other substance; counted in the year it was registered, "
        "often the year after it happened."
    ),
    "Edition": "The state of every source that a report was made from; each report names its own.",
    "Financial year": "April to March: 2024/25 ends on 31 March 2025.",
    "Funnel plot": (
        "A chart of areas by size and value, with limits inside which areas of that size would lie by chance; "
        "here widened for how much boroughs differ."
    ),
    "Historical": "Evidence whose period ended more than 36 months before the report's edition.",
    "Located offence": "A recorded offence that the police could place in a ward; some cannot be placed.",
    "Merged area": "Two boroughs that a publisher counts together because one is small; it is neither's own figure.",
    "Met need": "People in treatment as a share of the people estimated to need it.",
    "NDTMS": "National Drug Treatment Monitoring System: the records of structured treatment in England.",
    "Needs assessment": (
        "A description of drug and alcohol harm in an area, who is affected, what help exists and where the gaps are."
    ),
    "New presentation": (
        "An adult who starts a new period of treatment in the year; some have been in treatment before."
    ),
    "Outcomes framework": (
        "The national list of six outcomes, each with headline and supporting metrics, that partnerships are asked to watch."
    ),
    "Proxy": "A figure that comes near what is asked for and does not measure it; wherever it stands, it says why.",
    "Query": "A figure that stands out and is not explained. It is a question to its owner, not a finding.",
    "Recorded offence": (
        "An offence entered in police records. Recorded drug offences follow police activity as well as drug use and supply."
    ),
    "Representation": (
        "A group's share of people in treatment beside its share of residents; England's own figure says what is usual."
    ),
    "Residents": "Usual residents on census day or at mid-year; visitors and commuters are not counted.",
    "Season": (
        "A pattern that comes back in the same months of most years. It says when something is recorded, not why."
    ),
    "Structured treatment": (
        "Planned help for drug or alcohol dependence with an agreed care plan; advice alone is not counted."
    ),
    "Trafficking offence": "Supplying, producing, importing drugs or holding them to supply, as recorded by police.",
}

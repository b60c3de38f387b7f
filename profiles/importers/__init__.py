"""Lists and records of people from elsewhere (rosters, ORCID, OpenAlex, researchmap) into profiles, with origins and open questions."""

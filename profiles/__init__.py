"""Who asks: researcher profiles, what they state and what follows from it on a day."""

from profiles.faults import Fault, ProfileFaults
from profiles.partial_date import PartialDate
from profiles.reading import Batch, parse_profile, read_profiles
from profiles.researcher import ResearcherProfile
from profiles.writing import profile_to_dict

__all__ = ["Batch", "Fault", "PartialDate", "ProfileFaults", "ResearcherProfile", "parse_profile", "profile_to_dict", "read_profiles"]

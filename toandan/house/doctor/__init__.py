"""The doctor: examines everything this program needs, and says how to mend what is missing (kiểm tra hệ thống).

It changes nothing. An embedded server that exists but does not run is started for the length of the examination.
"""

from toandan.house.doctor.examination import examine
from toandan.house.doctor.findings import Finding, Verdict

__all__ = ["Finding", "Verdict", "examine"]

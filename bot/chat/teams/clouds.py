"""Microsoft's clouds, by the names that our settings give them."""

from dataclasses import dataclass

from microsoft_teams.api.auth.cloud_environment import CHINA, PUBLIC, US_GOV, US_GOV_DOD, CloudEnvironment


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """Where one lets the bot in, and where messages go for a place whose own address is not known yet ("": nowhere).

    https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
    """

    doors: CloudEnvironment
    service_url: str

    @property
    def keys_url(self) -> str:
        """Where the keys are that its service signs with: beside what says so, as the SDK has it."""
        return f"{self.doors.openid_metadata_url.removesuffix('/openidconfiguration')}/keys"


CLOUDS = {
    "public": Cloud(doors=PUBLIC, service_url="https://smba.trafficmanager.net/teams"),
    "us-gov": Cloud(doors=US_GOV, service_url="https://smba.infra.gov.teams.microsoft.us/teams"),
    "us-gov-dod": Cloud(doors=US_GOV_DOD, service_url="https://smba.infra.dod.teams.microsoft.us/teams"),
    "china": Cloud(doors=CHINA, service_url=""),
}

"""Microsoft's clouds, by the names that our settings give them."""

from dataclasses import dataclass

from microsoft_teams.api.auth.cloud_environment import CHINA, PUBLIC, US_GOV, US_GOV_DOD, CloudEnvironment

from bot.chat.teams.hosts import is_service


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """Where one lets the bot in, and where messages go for a place whose own address is not known yet ("": nowhere).

    https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
    """

    environment: CloudEnvironment
    service_url: str
    services: tuple[str, ...]  # the domains whose hosts messages may go to

    @property
    def keys_url(self) -> str:
        """Where the keys are that its service signs with: beside what says so, as the SDK has it."""
        return f"{self.environment.openid_metadata_url.removesuffix('/openidconfiguration')}/keys"

    def takes(self, url: str) -> bool:
        """Whether messages may go there: what the platform says is signed, and yet a token goes nowhere else."""
        return is_service(url, self.services)


# Below trafficmanager.net anybody can have a host.
_MICROSOFT = ("smba.trafficmanager.net", "teams.microsoft.com", "botframework.com")
_GOVERNMENT = ("teams.microsoft.us", "botframework.azure.us", "botframework.us")
CLOUDS = {
    "public": Cloud(environment=PUBLIC, service_url="https://smba.trafficmanager.net/teams", services=_MICROSOFT),
    "us-gov": Cloud(
        environment=US_GOV, service_url="https://smba.infra.gov.teams.microsoft.us/teams", services=_GOVERNMENT
    ),
    "us-gov-dod": Cloud(
        environment=US_GOV_DOD, service_url="https://smba.infra.dod.teams.microsoft.us/teams", services=_GOVERNMENT
    ),
    "china": Cloud(environment=CHINA, service_url="", services=("cn",)),  # no list of its hosts is published
}

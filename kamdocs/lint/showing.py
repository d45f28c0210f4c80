"""What an audience may know: of which accounts, of which of our people, and of each plan the part that it may read."""

import msgspec

from kamdocs.language import _
from kamdocs.lint.evaluation import AccountFile
from kamdocs.model import Account, Id, Shared, TeamMember, build_account
from kamdocs.schema.annotations import people_named
from kamdocs.schema.audience import Audience, readable_part
from kamdocs.schema.salvage import valid_part
from kamdocs.settings.error import SettingsError, did_you_mean
from kamdocs.source import Document


class Showing:
    """Takes of each plan what an audience may read, and notes of whom it may know.

    Of a plan whose file has faults it takes what could be read. One of which nothing could be read, or whose tags
    aren't known where an audience goes by them, has no account. Who builds is told of both, and readers of neither.
    """

    def __init__(self, audience: Audience) -> None:
        self.audience = audience
        self.admitted: set[Id] = set()
        self._formerly: dict[str, Id] = {}  # every id that there is or was, to the one that it is now
        self._tags: set[str] = set()
        self._people: set[Id] = set()
        self._unread = False

    def take(self, account_id: Id, document: Document) -> Account | None:
        """The readable part of a plan; no gap, for what is wrong with a file may hold more than that."""
        self._formerly[account_id] = account_id
        data = valid_part(document, "account")
        self._unread |= not document.readable
        if data is None or data.get("tags") != document.data.get("tags"):  # its tags are not known
            if self.audience.tags or self.audience.admits(account_id, ()):
                self.admitted.add(account_id)
            return None
        tags = data.get("tags", ())
        self._tags.update(tags)
        for former in data.get("former_ids", ()):
            self._formerly.setdefault(former, account_id)
        if not self.audience.admits(account_id, tags):
            return None
        self.admitted.add(account_id)
        part = readable_part(data, "account", self.audience)
        self._people.update(people_named(part, "account"))
        return build_account(account_id, document.path, part)

    def shared(self, shared: Shared) -> Shared:
        """What the plans share; of our people those alone that the plans name, where it may not know of all plans."""
        if self.audience.every_account:
            return shared
        team = tuple(self._member(one) for one in shared.team if one.id in self._people)
        return msgspec.structs.replace(shared, team=team)

    def without_strangers(self, file: AccountFile) -> AccountFile:
        """A file without its parent, where that is an account of which the audience may not know."""
        parent = file.account.parent if file.account else None
        if file.account is None or parent is None or self._formerly.get(parent, parent) in self.admitted:
            return file
        return msgspec.structs.replace(file, account=msgspec.structs.replace(file.account, parent=None))

    def _member(self, member: TeamMember) -> TeamMember:
        absences = tuple(
            one if one.cover in self._people else msgspec.structs.replace(one, cover=None) for one in member.absences
        )
        boss = member.reports_to if member.reports_to in self._people else None
        return msgspec.structs.replace(member, reports_to=boss, absences=absences)

    def hold_names(self) -> None:
        """Raise :class:`SettingsError` where the settings name an account or a tag that no plan has."""
        name = self.audience.name
        for account in sorted(self.audience.accounts or ()):
            if (now := self._formerly.get(account)) != account:
                message = _("the audience {name} is for the account {account}, which is not there")
                hint = _("it is called {account} now").format(account=now) if now else ""
                hint = hint or did_you_mean(account, sorted(set(self._formerly.values())))
                raise SettingsError(message.format(name=name, account=account), hint)
        for tag in () if self._unread else sorted(self.audience.tags or ()):
            if tag not in self._tags:
                message = _("the audience {name} is for accounts with the tag {tag}, which no plan has")
                raise SettingsError(message.format(name=name, tag=tag), did_you_mean(tag, sorted(self._tags)))

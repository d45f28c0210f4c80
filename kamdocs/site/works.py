"""The build of a site as the engine runs it: where it goes meanwhile, and when it takes its place.

A plugin may begin builds within a build, a language each; the outermost one counts.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from kamdocs.site.construction import Construction


class Works:
    """What is being built.

    ``held`` leaves it to somebody else to finish, who knows the engine's last word. ``told_of_end`` says that the
    engine will tell of its end; then the old site is kept until there, because it may still have to come back.
    """

    def __init__(self, *, told_of_end: bool = False) -> None:
        self.held, self.told_of_end = False, told_of_end
        self.depth = 0
        self.construction: Construction | None = None
        self.config: MkDocsConfig | None = None
        self.site_dir = ""

    @property
    def running(self) -> bool:
        """Whether a build is on its way."""
        return self.depth > 0

    @property
    def nested(self) -> bool:
        """Whether it is a build within a build."""
        return self.depth > 1

    def begin(self, ground: Path, config: MkDocsConfig) -> None:
        """Send the engine to a folder beside the site's; raises as :meth:`Construction.begin`."""
        if not self.running:
            self.close()
            self.construction = Construction(ground)
            try:
                self.construction.begin()
            except BaseException:
                self.close()
                raise
            self.config, self.site_dir = config, config.site_dir
            config.site_dir = str(self.construction.new)
        self.depth += 1

    def end(self) -> None:
        """Tell that the engine has written everything."""
        self.depth -= 1
        if self.depth == 0:
            self._give_back()
            if not self.held:
                self.finish()
            if not self.told_of_end:
                self.close()

    def finish(self) -> None:
        """Let the new site take its place; raises as :meth:`Construction.finish`."""
        if self.construction:
            self.construction.finish()

    def fail(self) -> None:
        """Leave the site as it was, or put it back."""
        self._give_back()
        if self.construction:
            self.construction.undo()

    def close(self) -> None:
        """Clear up, whatever happened."""
        self._give_back()
        if self.construction:
            self.construction.close()
        self.construction = None

    def _give_back(self) -> None:
        """Let those who ask the settings where the site is find it there."""
        self.depth = 0
        if self.config is not None:
            self.config.site_dir = self.site_dir
            self.config = None

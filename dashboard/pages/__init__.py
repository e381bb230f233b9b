"""The pages of the menu: `page` asks and draws, `content` says it, `figures` pictures it."""

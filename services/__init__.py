"""Use cases: `async def verb(ctx, …)`, one file a subject. They know no chat library and no clockwork."""

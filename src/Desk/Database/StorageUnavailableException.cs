namespace EcomCenter.Desk.Database;

/// <summary>
/// The disk is full or broken, the database is locked or unreachable, or the program has stopped. Nothing was written, unless PostgreSQL's
/// answer to a commit was lost; the caller may try again with the same key.
/// </summary>
public sealed class StorageUnavailableException(Exception inner) : Exception("The database could not be written.", inner);

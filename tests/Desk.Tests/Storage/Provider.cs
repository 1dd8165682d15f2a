namespace EcomCenter.Desk.Tests.Storage;

public enum Provider { Sqlite, Postgres }

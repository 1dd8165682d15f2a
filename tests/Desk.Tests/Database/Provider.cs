namespace EcomCenter.Desk.Tests.Database;

public enum Provider { Sqlite, Postgres }

namespace EcomCenter.Benchmarks;

/// <summary>The stored events of a run, whose times boards are measured against.</summary>
internal static class BoardEvents
{
    public static async Task<List<(long Sequence, DateTimeOffset At)>> ReadSinceAsync(MeasuredDatabase database, DateTimeOffset from)
    {
        var events = new List<(long, DateTimeOffset)>();
        await using var connection = database.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"Sequence\", \"At\" FROM ticket_events WHERE \"At\" >= {from.ToUnixTimeMilliseconds()}";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) events.Add((reader.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1))));
        return events;
    }
}

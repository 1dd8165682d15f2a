namespace EcomCenter.Attacks;

/// <summary>All attacks of this program, in the order of their names within their folder.</summary>
internal static class AttackList
{
    public static IReadOnlyList<Attack> Select(string? name) =>
        [.. FindAll().Where(attack => name is null || attack.Name.Contains(name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Attacks on PostgreSQL are left out on a machine that names no server; the first line of the output says so.</summary>
    public static bool LeavesOutPostgres => PostgresDatabase.ServerSetting is null;

    private static IEnumerable<Attack> FindAll() => typeof(Attack).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Attack)) && !type.IsAbstract)
        .Where(type => type != typeof(Trouble.PostgresAway) || !LeavesOutPostgres)
        .OrderBy(type => type.Namespace, StringComparer.Ordinal).ThenBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (Attack)Activator.CreateInstance(type)!);
}

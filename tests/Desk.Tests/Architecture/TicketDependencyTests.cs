using System.Net.Http;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Architecture;

public class TicketDependencyTests
{
    /// <summary>The allowed namespaces: contracts and base library, but no EF, HTTP, Quartz, SignalR, files or sockets.</summary>
    private static readonly string[] AllowedNamespaces =
    [
        "EcomCenter.Contracts", "EcomCenter.Desk.Tickets", "System", "System.Collections", "System.Collections.Generic",
        "System.Collections.ObjectModel", "System.Diagnostics", "System.Diagnostics.CodeAnalysis", "System.Globalization", "System.Linq",
        "System.Reflection", "System.Runtime.CompilerServices", "System.Security.Cryptography", "System.Text",
        "System.Text.Json.Serialization", "Microsoft.CodeAnalysis",
    ];

    [Fact]
    public void The_ticket_types_use_only_themselves_the_contracts_and_the_base_library() =>
        Assert.Empty(UsedTypes.ReadFrom(typeof(Ticket).Assembly).Where(t => t.Namespace == typeof(Ticket).Namespace)
            .SelectMany(t => t.Uses.Where(used => !used.StartsWith('<') && !AllowedNamespaces.Contains(UsedTypes.NamespaceOf(used)))
                .Select(used => $"{t.Name} uses {used}")));

    [Fact]
    public void A_use_inside_a_method_or_a_lambda_is_found()
    {
        var hiding = UsedTypes.ReadFrom(typeof(HiddenUses).Assembly).Single(t => t.Name == typeof(HiddenUses).FullName);
        Assert.Contains("System.Net.Http.HttpClient", hiding.Uses);
        Assert.Contains("Quartz.JobKey", hiding.Uses);
    }
}

internal static class HiddenUses
{
    public static object InAMethod() => new HttpClient();

    public static Func<object> InALambda(object captured) => () => captured is string ? new List<Quartz.JobKey>() : captured;
}

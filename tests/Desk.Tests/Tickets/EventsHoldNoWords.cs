using System.Reflection;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>
/// The rule that events hold only ids, codes, times and hashes. Events are kept for ever, while texts and identities are erased.
/// </summary>
public class EventsHoldNoWords
{
    /// <summary>The string properties that events may hold. All are codes: author, staff user name, service item, hash.</summary>
    private static readonly string[] Codes =
    [
        $"{nameof(By)}.{nameof(By.Code)}", $"{nameof(WordsHash)}.{nameof(WordsHash.Value)}",
        $"{nameof(ServiceItemAmended)}.{nameof(ServiceItemAmended.From)}",
        $"{nameof(ServiceItemAmended)}.{nameof(ServiceItemAmended.To)}",
        $"{nameof(TicketAssigned)}.{nameof(TicketAssigned.User)}", $"{nameof(TicketAssigned)}.{nameof(TicketAssigned.Before)}",
    ];

    public static TheoryData<Type> Events() =>
        [.. typeof(TicketEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TicketEvent)))];

    [Theory, MemberData(nameof(Events))]
    public void An_event_holds_ids_codes_times_and_hashes_only(Type happened) => Assert.Empty(Suspicious(happened));

    [Fact]
    public void A_free_text_in_an_event_is_reported() => Assert.Equal(
        [$"{nameof(Gossip)}.{nameof(Gossip.Heard)}", $"{nameof(Whisper)}.{nameof(Whisper.Text)}"], Suspicious(typeof(Gossip)));

    [Fact]
    public void A_hash_depends_on_the_text_and_on_the_salt()
    {
        byte[] salt = [.. Enumerable.Repeat((byte)1, WordsHash.SaltLength)];
        byte[] other = [.. Enumerable.Repeat((byte)2, WordsHash.SaltLength)];
        Assert.Equal(WordsHash.Of(salt, "سالام"), WordsHash.Of(salt, "سالام"));
        WordsHash[] hashes = [WordsHash.Of(salt, "سالام"), WordsHash.Of(other, "سالام"), WordsHash.Of(salt, "سالا")];
        Assert.Equal(3, hashes.Distinct().Count());
    }

    [Fact]
    public void An_author_is_parsed_back_from_its_text() =>
        Assert.All(
            [By.Resident, By.System, By.Staff("aygul"), By.Service("a:b")], author => Assert.Equal(author, By.Parse(author.ToString())));

    private static IEnumerable<string> Suspicious(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(p => p.Name != "EqualityContract")
            .SelectMany(p => Suspicious(p, Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType))
            .Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Suspicious(PropertyInfo property, Type holds)
    {
        var name = $"{property.DeclaringType!.Name}.{property.Name}";
        if (holds.IsEnum || holds == typeof(DateTimeOffset)) return [];
        if (holds == typeof(long) || holds == typeof(int) || holds == typeof(bool)) return [];
        if (Codes.Contains(name)) return [];
        return holds.Namespace == typeof(TicketEvent).Namespace || holds == typeof(Whisper) ? Suspicious(holds) : [name];
    }

    private sealed record Whisper(string Text);

    private sealed record Gossip(DateTimeOffset At, By By, object Heard, Whisper Whispered) : TicketEvent(At, By);
}

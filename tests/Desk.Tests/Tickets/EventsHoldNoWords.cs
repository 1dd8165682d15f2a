using System.Reflection;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The record is kept for ever, so it holds ids, codes, times and hashes: what people said and who they are can be erased.</summary>
public class EventsHoldNoWords
{
    /// <summary>The only texts an event may carry, each a code: who did it, user names of staff, services, and the hash of words.</summary>
    private static readonly string[] Codes =
    [
        $"{nameof(By)}.{nameof(By.Code)}", $"{nameof(WordsHash)}.{nameof(WordsHash.Value)}",
        $"{nameof(ServiceItemAmended)}.{nameof(ServiceItemAmended.From)}", $"{nameof(ServiceItemAmended)}.{nameof(ServiceItemAmended.To)}",
        $"{nameof(TicketAssigned)}.{nameof(TicketAssigned.User)}", $"{nameof(TicketAssigned)}.{nameof(TicketAssigned.Before)}",
    ];

    public static TheoryData<Type> Events() =>
        [.. typeof(TicketEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TicketEvent)))];

    [Theory, MemberData(nameof(Events))]
    public void An_event_holds_ids_codes_times_and_hashes_only(Type happened) => Assert.Empty(Suspicious(happened));

    [Fact]
    public void A_free_text_in_an_event_would_be_noticed() => Assert.Equal(["Gossip.Heard", "Whisper.Text"], Suspicious(typeof(Gossip)));

    [Fact]
    public void A_hash_depends_on_the_words_and_on_their_salt()
    {
        byte[] salt = [.. Enumerable.Repeat((byte)1, WordsHash.SaltLength)], other = [.. Enumerable.Repeat((byte)2, WordsHash.SaltLength)];
        Assert.Equal(WordsHash.Of(salt, "سالام"), WordsHash.Of(salt, "سالام"));
        Assert.Equal(3, new[] { WordsHash.Of(salt, "سالام"), WordsHash.Of(other, "سالام"), WordsHash.Of(salt, "سالا") }.Distinct().Count());
    }

    [Fact]
    public void Who_did_something_is_read_back_as_it_was_written() =>
        Assert.All([By.Resident, By.System, By.Staff("aygul"), By.Service("a:b")], by => Assert.Equal(by, By.Parse(by.ToString())));

    private static IEnumerable<string> Suspicious(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(p => p.Name != "EqualityContract").SelectMany(p => Suspicious(p, Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType))
            .Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Suspicious(PropertyInfo property, Type holds)
    {
        var name = $"{property.DeclaringType!.Name}.{property.Name}";
        if (holds.IsEnum || holds == typeof(long) || holds == typeof(int) || holds == typeof(bool) || holds == typeof(DateTimeOffset)) return [];
        if (Codes.Contains(name)) return [];
        return holds.Namespace == typeof(TicketEvent).Namespace || holds == typeof(Whisper) ? Suspicious(holds) : [name];
    }

    private sealed record Whisper(string Text);

    private sealed record Gossip(DateTimeOffset At, By By, object Heard, Whisper Whispered) : TicketEvent(At, By);
}

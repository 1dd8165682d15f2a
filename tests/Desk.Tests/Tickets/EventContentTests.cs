using System.Reflection;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>
/// The rule that events hold only ids, codes, times and hashes. Events are kept for ever, while texts and identities are erased.
/// </summary>
public class EventContentTests
{
    /// <summary>The string properties that events may hold. All are codes: author, staff user name, service item, hash.</summary>
    private static readonly string[] AllowedTexts =
    [
        $"{nameof(Author)}.{nameof(Author.Code)}", $"{nameof(TextHash)}.{nameof(TextHash.Value)}",
        $"{nameof(ServiceItemAmended)}.{nameof(ServiceItemAmended.From)}",
        $"{nameof(ServiceItemAmended)}.{nameof(ServiceItemAmended.To)}",
        $"{nameof(TicketAssigned)}.{nameof(TicketAssigned.User)}", $"{nameof(TicketAssigned)}.{nameof(TicketAssigned.Before)}",
        $"{nameof(DepartmentAmended)}.{nameof(DepartmentAmended.From)}",
        $"{nameof(DepartmentAmended)}.{nameof(DepartmentAmended.To)}",
        $"{nameof(SlipSent)}.{nameof(SlipSent.Department)}", $"{nameof(LevelRaised)}.{nameof(LevelRaised.Level)}",
        $"{nameof(SkippedLevel)}.{nameof(SkippedLevel.Level)}",
        $"{nameof(OrderIssued)}.{nameof(OrderIssued.User)}", $"{nameof(OrderRepeated)}.{nameof(OrderRepeated.User)}",
        $"{nameof(IdleTicketReturned)}.{nameof(IdleTicketReturned.User)}",
        $"{nameof(OrderReminded)}.{nameof(OrderReminded.User)}",
    ];

    public static TheoryData<Type> Events() =>
        [.. typeof(TicketEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TicketEvent)))];

    [Theory, MemberData(nameof(Events))]
    public void An_event_holds_ids_codes_times_and_hashes_only(Type eventType) => Assert.Empty(FindFreeTexts(eventType));

    [Fact]
    public void A_free_text_in_an_event_is_reported() => Assert.Equal(
        [$"{nameof(EventWithText)}.{nameof(EventWithText.Content)}", $"{nameof(NestedText)}.{nameof(NestedText.Text)}"],
        FindFreeTexts(typeof(EventWithText)));

    [Fact]
    public void A_hash_depends_on_the_text_and_on_the_salt()
    {
        byte[] salt = [.. Enumerable.Repeat((byte)1, TextHash.SaltLength)];
        byte[] other = [.. Enumerable.Repeat((byte)2, TextHash.SaltLength)];
        Assert.Equal(TextHash.Compute(salt, "سالام"), TextHash.Compute(salt, "سالام"));
        TextHash[] hashes = [TextHash.Compute(salt, "سالام"), TextHash.Compute(other, "سالام"), TextHash.Compute(salt, "سالا")];
        Assert.Equal(3, hashes.Distinct().Count());
    }

    [Fact]
    public void An_author_is_parsed_back_from_its_text() =>
        Assert.All(
            [Author.Resident, Author.System, Author.Staff("aygul"), Author.Service("a:b")],
            author => Assert.Equal(author, Author.Parse(author.ToString())));

    private static IEnumerable<string> FindFreeTexts(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(p => p.Name != "EqualityContract")
            .SelectMany(p => FindFreeTexts(p, Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType))
            .Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> FindFreeTexts(PropertyInfo property, Type holds)
    {
        var name = $"{property.DeclaringType!.Name}.{property.Name}";
        if (holds.IsEnum || holds == typeof(DateTimeOffset)) return [];
        if (holds == typeof(long) || holds == typeof(int) || holds == typeof(bool)) return [];
        if (AllowedTexts.Contains(name)) return [];
        if (holds.IsGenericType && holds.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) holds = holds.GetGenericArguments()[0];
        return holds.Namespace == typeof(TicketEvent).Namespace || holds == typeof(NestedText) ? FindFreeTexts(holds) : [name];
    }

    private sealed record NestedText(string Text);

    private sealed record EventWithText(DateTimeOffset At, Author By, object Content, NestedText Nested) : TicketEvent(At, By);
}

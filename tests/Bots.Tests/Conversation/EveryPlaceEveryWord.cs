using CsCheck;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public class EveryPlaceEveryWord
{
    private static readonly Dialog Dialog = new(Talk.Words);

    private static readonly TicketNumber Number = TicketNumber.FromCounter(100_017);

    private static readonly Gen<Language?> AnyLanguage = Among<Language?>(null, Language.ZhHans, Language.Ug, Language.En);

    private static readonly Gen<Place> AnyPlace =
        from language in AnyLanguage
        from flags in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool)
        from asked in Among<string?>(null, "100-0179", "100-0187", "not a number")
        select new Place { Language = language, LanguageChosen = flags.Item1, Greeted = flags.Item2, NewMatter = flags.Item3, Declined = flags.Item4, KindAskedFor = asked };

    private static readonly Gen<Origin> AnyOrigin =
        from hint in AnyLanguage
        from name in Gen.String.Null()
        select new Origin { From = new(ContactChannel.Telegram, "1", "2"), ExternalId = "2:3", SentAt = DeskInMemory.Due, Hint = hint, SenderName = name };

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char["ئەبپ 好的 abc/:\n🍎"], 0, 60], Among(1, 9_999, 10_000, 10_001, 30_000).Select(n => new string('好', n)),
        Among("/start", "/START@bot x", "/new", "/new 好", "/nonsense", "/ ", "/help me", "  ", "{number}", "kind:Inquiry:100-0179", "new", "matters", "language:ug"));

    private static readonly Gen<Heard> AnyHeard = Gen.OneOf(
        Gen.Select(AnyOrigin, AnyText, Gen.Bool, (origin, text, edited) => (Heard)new Heard.Said(origin, text, edited)),
        Gen.Select(AnyOrigin, AnyText, (origin, code) => (Heard)new Heard.Pressed(origin, code)),
        Gen.Select(AnyOrigin, Gen.Enum<Content>(), AnyText.Null(), AnyText.Null(), (origin, content, detail, caption) => (Heard)new Heard.Showed(origin, content, detail, caption)));

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    [Fact]
    public void Every_place_and_every_word_say_something_and_lose_nothing() =>
        Gen.Select(AnyPlace, AnyHeard, Gen.Bool, Gen.Bool).Sample((place, heard, opened, thanks) =>
        {
            var turn = Dialog.Hear(place, heard);
            foreach (var reply in Replies(turn, opened, thanks)) AssertSaysSomething(reply);
            AssertLosesNothing(turn, heard);
        });

    [Fact]
    public void Every_receipt_names_its_number_before_any_other_digit() =>
        Gen.Select(AnyPlace, AnyHeard).Sample((place, heard) =>
        {
            if (Dialog.Hear(place, heard) is not Turn.Submit submit) return;
            var text = submit.Then(Receipt(opened: true, thanks: false)).Says[0].Text;
            Assert.Equal("100-0179", System.Text.RegularExpressions.Regex.Match(text, @"\d[\d-]*").Value);
        });

    [Fact]
    public void A_group_is_declined_once_and_nothing_said_there_is_taken()
    {
        var origin = new Origin { From = new(ContactChannel.Telegram, "1", "-5"), ExternalId = "x", SentAt = DeskInMemory.Due };
        var first = Assert.IsType<Turn.Talk>(Dialog.Hear(Place.Start, new Heard.InGroup(origin)));
        Assert.IsType<Turn.Silence>(Dialog.Hear(first.Reply.Next, new Heard.InGroup(origin)));
    }

    [Fact]
    public void A_place_survives_being_written_down() => AnyPlace.Sample(place =>
        System.Text.Json.JsonSerializer.Deserialize(System.Text.Json.JsonSerializer.Serialize(place, PlaceJson.Default.Place), PlaceJson.Default.Place) == place);

    private static IEnumerable<Reply> Replies(Turn turn, bool opened, bool thanks) => turn switch
    {
        Turn.Talk talk => [talk.Reply],
        Turn.Submit submit => [submit.Then(Receipt(opened, thanks))],
        Turn.Amend amend => [amend.Then(true), amend.Then(false)],
        Turn.ListMatters list => [list.Then([]), list.Then([.. Enum.GetValues<TicketStatus>().Select(Matter)])],
        _ => throw new InvalidOperationException("Silence towards a person."),
    };

    private static void AssertSaysSomething(Reply reply)
    {
        Assert.NotEmpty(reply.Says);
        Assert.All(reply.Says, say => Assert.False(string.IsNullOrWhiteSpace(say.Text)));
        var buttons = reply.Says.SelectMany(say => say.Buttons).ToList();
        Assert.All(buttons, row => Assert.NotEmpty(row));
        Assert.All(buttons.SelectMany(row => row), button => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(button.Code), 1, 64));
        Assert.Contains(buttons.SelectMany(row => row), button => button.Code == "language:ug");
    }

    // A command alone and white space hold no matter; everything else goes to the desk, every letter of it.
    private static void AssertLosesNothing(Turn turn, Heard heard)
    {
        if (heard is Heard.Showed) Assert.IsType<Turn.Submit>(turn);
        if (heard is not Heard.Said { Text: var text } || text.TrimStart().StartsWith('/') || string.IsNullOrWhiteSpace(text)) return;
        var taken = string.Concat(Assert.IsType<Turn.Submit>(turn).Messages.Select(message => message.Text));
        Assert.EndsWith(Letters(text), Letters(taken), StringComparison.Ordinal);
    }

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static IntakeReceipt Receipt(bool opened, bool thanks) => new()
    {
        Number = Number, TrackingCode = "7K2M9Q", Opened = opened, Thanks = thanks, Kind = TicketKind.Inquiry, DueAt = thanks ? null : DeskInMemory.Due,
    };

    private static TrackedTicket Matter(TicketStatus status) => new()
    {
        Number = Number, Kind = TicketKind.Praise, Status = status, ReceivedAt = DeskInMemory.Due, DueAt = DeskInMemory.Due,
        Cycle = CycleState.Missed, Unanswered = true, Answers = [],
    };
}

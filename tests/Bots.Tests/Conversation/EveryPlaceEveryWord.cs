using CsCheck;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public class EveryPlaceEveryWord
{
    private static readonly Dialog Dialog = new(Talk.Words, Clips.None);

    private static readonly DateTimeOffset Now = DeskInMemory.Due.AddDays(-1);

    private static readonly TicketNumber Number = TicketNumber.FromCounter(100_017);

    private static readonly Gen<Language?> AnyLanguage = Among<Language?>(null, Language.ZhHans, Language.Ug, Language.En);

    private static readonly Gen<string?> AnyNumber = Among<string?>(null, "100-0179", "100-0187", "not a number");

    private static readonly Gen<Details?> AnyDetails = Gen.OneOf(
        Gen.Const((Details?)null),
        from kind in Gen.Enum<TicketKind>().Nullable()
        from who in Gen.Enum<Anonymity>().Nullable()
        from service in Among<string?>(null, "", "startUp", "no such service")
        select (Details?)new Details { Kind = kind, Anonymity = who, Service = service });

    private static readonly Gen<Asked?> AnyAsked = Gen.OneOf(
        Gen.Const((Asked?)null),
        from step in Gen.Enum<Step>()
        from number in AnyNumber
        from minutes in Gen.Int[-60, 1]
        select (Asked?)new Asked(step, number ?? "", Now.AddMinutes(minutes)));

    private static readonly Gen<Place> AnyPlace =
        from language in AnyLanguage
        from flags in Gen.Bool.Array[6]
        from asked in AnyAsked
        from told in AnyDetails
        from wish in AnyDetails
        from about in AnyNumber
        from doubts in Gen.Int[0, 8]
        from pace in Gen.Int[0, 30]
        from comment in Among<string?>(null, "ياخشى", "还有一件事")
        select new Place
        {
            Language = language, LanguageChosen = flags[0], Greeted = flags[1], NewMatter = flags[2], Declined = flags[3], Told = flags[4], PhoneAsked = flags[5],
            Asked = asked, Details = told, Wish = wish, About = about, Comment = comment, Album = about is null ? null : "2:album:7",
            Doubts = [.. Enumerable.Range(1, doubts).Select(key => new Doubt(key, $"2:{key}"))], Pace = pace == 0 ? null : new(Now.AddSeconds(-pace), pace),
        };

    private static readonly Gen<Origin> AnyOrigin =
        from hint in AnyLanguage
        from name in Gen.String.Null()
        select new Origin { From = new(ContactChannel.Telegram, "1", "2"), ExternalId = "2:3", SentAt = DeskInMemory.Due, Hint = hint, SenderName = name };

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char["ئەبپ 好的 abc/:\n🍎"], 0, 60], Among(1, 9_999, 10_000, 10_001, 30_000).Select(n => new string('好', n)),
        Among("/start", "/START@bot x", "/new", "/new 好", "/nonsense", "/ ", "/help me", "  ", "{number}", "kind:Inquiry:100-0179", "new", "matters", "person", "menu", "own", "language:ug", "123456", "١٢٣٤٥٦", "3", "13999912345", "/start 123456", "/staff 12345678", "/staff", "\u200F", "\u0301\u00AD", "/new \u200F", "/我要投诉王老板", "/start 我的包裹丢了", "/staff 我的包裹丢了"));

    private static readonly Gen<string> AnyCode =
        from word in Among("kind", "service", "who", "noPhone", "right", "change", "move", "matter", "add", "withdraw", "answered", "notAnswered", "solved", "notSolved", "rate", "wish", "nonsense")
        from value in Among("-", "Complaint", "startUp", "Anonymous", "sure", "3", "9", "")
        from number in Among("-", "100-0179", "100-0178", "")
        select word == "wish" ? $"wish:{value}" : $"{word}:{value}:{number}";

    private static readonly Gen<Heard> AnyHeard = Gen.OneOf(
        Gen.Select(AnyOrigin, AnyText, Gen.Bool, (origin, text, edited) => (Heard)new Heard.Said(origin, text, edited)),
        Gen.Select(AnyOrigin, Gen.OneOf(AnyText, AnyCode), (origin, code) => (Heard)new Heard.Pressed(origin, code)),
        Gen.Select(AnyOrigin, Gen.Enum<Content>(), AnyText.Null(), AnyText.Null(), Gen.Bool, (origin, content, detail, caption, album) =>
            (Heard)new Heard.Showed(origin, content, detail, caption) { Album = album ? "2:album:7" : null, Files = [new() { Source = "f1", Kind = FileKind.Photo }] }));

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    [Fact]
    public void Every_place_and_every_word_say_something_and_lose_nothing() =>
        Gen.Select(AnyPlace, AnyHeard, Gen.Bool, Gen.Bool).Sample((place, heard, opened, thanks) =>
        {
            foreach (var (reply, asked) in Ends(Dialog.Hear(place, heard, Now), opened, thanks, []))
            {
                AssertSaysSomething(reply, place, heard, asked);
                AssertLosesNothing(reply, place, heard, asked);
            }
        }, iter: 3_000);

    [Fact]
    public void Every_receipt_names_its_number_before_any_other_digit() =>
        Gen.Select(AnyPlace, AnyHeard).Sample((place, heard) =>
        {
            foreach (var submit in Submits(Dialog.Hear(place, heard, Now)))
                if (submit.Then(Receipt(opened: true, thanks: false)) is Turn.Talk { Reply.Says: [var say, ..] })
                    Assert.Equal("100-0179", System.Text.RegularExpressions.Regex.Match(say.Text, @"\d[\d-]*").Value);
        });

    [Fact]
    public void The_first_button_of_every_keyboard_leads_forward_and_takes_nothing_back() =>
        Gen.Select(AnyPlace, AnyHeard, Gen.Bool).Sample((place, heard, opened) =>
        {
            foreach (var say in Ends(Dialog.Hear(place, heard, Now), opened, thanks: false, []).SelectMany(end => end.Reply.Says))
                Assert.DoesNotContain(say.Buttons[0][0].Code.Split(':')[0], (string[])["answered", "change", "own"]);
        });

    [Fact]
    public void A_group_is_declined_once_and_nothing_said_there_is_taken()
    {
        var origin = new Origin { From = new(ContactChannel.Telegram, "1", "-5"), ExternalId = "x", SentAt = DeskInMemory.Due };
        var first = Assert.IsType<Turn.Talk>(Dialog.Hear(Place.Start, new Heard.InGroup(origin), Now));
        Assert.IsType<Turn.Silence>(Dialog.Hear(first.Reply.Next, new Heard.InGroup(origin), Now));
    }

    [Fact]
    public void A_place_survives_being_written_down() => AnyPlace.Sample(place =>
    {
        var written = System.Text.Json.JsonSerializer.Serialize(place, PlaceJson.Default.Place);
        var read = System.Text.Json.JsonSerializer.Deserialize(written, PlaceJson.Default.Place)!;
        Assert.Equal(place.Doubts, read.Doubts);
        Assert.Equal(place with { Doubts = Place.Start.Doubts }, read with { Doubts = Place.Start.Doubts });
    });

    /// <summary>Every way a turn can end, whatever the desk answers, with what the desk was asked on the way.</summary>
    private static IEnumerable<(Reply Reply, List<Turn> Asked)> Ends(Turn turn, bool opened, bool thanks, List<Turn> asked)
    {
        if (turn is Turn.Talk talk) return [(talk.Reply, asked)];
        List<Turn> so = [.. asked, turn];
        IEnumerable<Turn> next = turn switch
        {
            Turn.Submit submit => [submit.Then(Receipt(opened, thanks)), submit.Then(Receipt(opened, thanks) with { Unsure = true, Others = [TicketNumber.FromCounter(100_018)] }),
                submit.Then(Receipt(opened, thanks) with { Known = new("wages", "几点开门?", "十点。") })],
            Turn.Amend amend => [amend.Then(true), amend.Then(false)],
            Turn.ListMatters list => [list.Then([]), list.Then([.. Enum.GetValues<TicketStatus>().Select(Matter)])],
            Turn.Move move => [move.Then(null), move.Then(Receipt(opened, thanks: false))],
            Turn.Withdraw withdraw => [withdraw.Then(true), withdraw.Then(false)],
            Turn.Reopen reopen => [reopen.Then(null), reopen.Then(Receipt(opened: false, thanks: false))],
            Turn.Rate rate => [rate.Then(true), rate.Then(false)],
            Turn.Comment comment => [comment.Then(true), comment.Then(false)],
            Turn.LinkStaff link => [link.Then(true), link.Then(false)],
            Turn.PickUp pickUp => [pickUp.Then(null), pickUp.Then(Matter(TicketStatus.InProgress) with { Answers = [new(Now, "好", AnswerKind.Answer)] })],
            _ => throw new InvalidOperationException("Silence towards a person."),
        };
        return next.SelectMany(following => Ends(following, opened, thanks, so));
    }

    private static IEnumerable<Turn.Submit> Submits(Turn turn) => turn switch
    {
        Turn.Submit submit => [submit],
        Turn.Comment comment => Submits(comment.Then(false)),
        Turn.PickUp pickUp => Submits(pickUp.Then(null)),
        _ => [],
    };

    // Only the later words of a flood and the later parts of an album are taken in silence.
    private static void AssertSaysSomething(Reply reply, Place place, Heard heard, List<Turn> asked)
    {
        var mayBeQuiet = asked.OfType<Turn.Submit>().Any() && (place.Pace is { Heard: > 7 } || heard is Heard.Showed { Album: { } album } && album == place.Album);
        if (!mayBeQuiet) Assert.NotEmpty(reply.Says);
        Assert.All(reply.Says, say => Assert.False(string.IsNullOrWhiteSpace(say.Text)));
        var buttons = reply.Says.SelectMany(say => say.Buttons).ToList();
        Assert.All(buttons, Assert.NotEmpty);
        Assert.All(buttons.SelectMany(row => row), button => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(button.Code), 1, 64));
        Assert.All(buttons.SelectMany(row => row), button => Assert.False(string.IsNullOrWhiteSpace(button.Label)));
        if (reply.Says.Count > 0) Assert.Contains(buttons.SelectMany(row => row), button => button.Code == "language:ug");
    }

    // A command alone and white space hold no matter; everything else goes to the desk, every letter of it: as a message, a phone, a comment or a code.
    private static void AssertLosesNothing(Reply reply, Place place, Heard heard, List<Turn> asked)
    {
        Assert.All(asked.OfType<Turn.Submit>().SelectMany(submit => submit.Messages), message => Assert.True(EcomCenter.Texts.CleanText.SaysSomething(message.Text)));
        if (heard is Heard.Showed showed)
        {
            Assert.Equal(showed.Files, Assert.Single(asked.OfType<Turn.Submit>()).Messages[0].Files);
            if (showed.Caption is { } caption) Assert.All(caption.Split('\n'), line => Assert.Contains(Letters(line), Letters(Taken(asked)), StringComparison.Ordinal));
        }

        if (heard is not Heard.Said { Text: var text } || IsCommand(text) || !EcomCenter.Texts.CleanText.SaysSomething(text)) return;
        Assert.EndsWith(Letters(text), Letters(Taken(asked)), StringComparison.Ordinal);
    }

    private static string Taken(List<Turn> asked) => string.Concat(asked.SelectMany(turn => turn switch
    {
        Turn.Submit submit => submit.Messages.Select(message => message.Text),
        Turn.Comment comment => [comment.Words],
        Turn.Amend { Amendment.Phone: { } phone } => [phone],
        Turn.PickUp pickUp => [pickUp.Code],
        _ => Array.Empty<string>(),
    }));

    // What follows a slash is a command only where a command could be written so.
    private static bool IsCommand(string text) => text.TrimStart().StartsWith('/') && text.All(c => c < 128 || char.IsWhiteSpace(c) || char.IsDigit(c)) || text.TrimStart().StartsWith("/new", StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c));

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

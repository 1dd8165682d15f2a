using CsCheck;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;
using EcomCenter.Texts;

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
        from anonymity in Gen.Enum<Anonymity>().Nullable()
        from service in Among<string?>(null, "", "startUp", "no such service")
        select (Details?)new Details { Kind = kind, Anonymity = anonymity, Service = service });

    private static readonly Gen<Asked?> AnyAsked = Gen.OneOf(
        Gen.Const((Asked?)null),
        from kind in Gen.Enum<Step>()
        from number in AnyNumber
        from minutes in Gen.Int[-60, 1]
        select (Asked?)new Asked(kind, number ?? "", Now.AddMinutes(minutes)));

    private static readonly Gen<Place> AnyPlace =
        from language in AnyLanguage
        from flags in Gen.Bool.Array[6]
        from question in AnyAsked
        from draft in AnyDetails
        from nextDraft in AnyDetails
        from target in AnyNumber
        from uncertain in Gen.Int[0, 8]
        from rate in Gen.Int[0, 30]
        from comment in Among<string?>(null, "ياخشى", "还有一件事")
        select new Place
        {
            Language = language, LanguageChosen = flags[0], Greeted = flags[1], NewMatter = flags[2],
            Declined = flags[3], Told = flags[4], PhoneAsked = flags[5],
            Asked = question, Details = draft, Wish = nextDraft, About = target,
            Comment = comment, Album = target is null ? null : "2:album:7",
            Doubts = [.. Enumerable.Range(1, uncertain).Select(key => new Doubt(key, $"2:{key}"))],
            Pace = rate == 0 ? null : new(Now.AddSeconds(-rate), rate),
        };

    private static readonly Gen<Origin> AnyOrigin =
        from hint in AnyLanguage
        from name in Gen.String.Null()
        select new Origin
        {
            From = new(ContactChannel.Telegram, "1", "2"), ExternalId = "2:3", SentAt = DeskInMemory.Due,
            Hint = hint, SenderName = name,
        };

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["ئەبپ 好的 abc/:\n🍎"], 0, 60],
        Among(1, 9_999, 10_000, 10_001, 30_000).Select(n => new string('好', n)),
        Among(
            "/start", "/START@bot x", "/new", "/new 好", "/nonsense", "/ ", "/help me", "  ", "{number}", "kind:Inquiry:100-0179",
            "new", "matters", "person", "menu", "own", "language:ug", "123456", "١٢٣٤٥٦", "3", "13999912345",
            "/start 123456", "/staff 12345678", "/staff", "\u200F", "\u0301\u00AD", "/new \u200F",
            "/我要投诉王老板", "/start 我的包裹丢了", "/staff 我的包裹丢了"));

    private static readonly Gen<string> AnyCode =
        from word in Among(
            "kind", "service", "who", "noPhone", "right", "change", "move", "matter", "add",
            "withdraw", "answered", "notAnswered", "solved", "notSolved", "rate", "wish", "nonsense")
        from value in Among("-", "Complaint", "startUp", "Anonymous", "sure", "3", "9", "")
        from number in Among("-", "100-0179", "100-0178", "")
        select word == "wish" ? $"wish:{value}" : $"{word}:{value}:{number}";

    private static readonly Gen<Heard> AnyHeard = Gen.OneOf(
        Gen.Select(AnyOrigin, AnyText, Gen.Bool, (origin, text, edited) => (Heard)new Heard.Said(origin, text, edited)),
        Gen.Select(AnyOrigin, Gen.OneOf(AnyText, AnyCode), (origin, code) => (Heard)new Heard.Pressed(origin, code)),
        Gen.Select(AnyOrigin, Gen.Enum<Content>(), AnyText.Null(), AnyText.Null(), Gen.Bool, (origin, kind, detail, caption, album) =>
            (Heard)new Heard.Showed(origin, kind, detail, caption)
            {
                Album = album ? "2:album:7" : null, Files = [new() { Source = "f1", Kind = FileKind.Photo }],
            }));

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    [Fact]
    public void Every_input_in_every_state_gets_a_reply_and_no_text_is_lost() =>
        Gen.Select(AnyPlace, AnyHeard, Gen.Bool, Gen.Bool).Sample((state, input, opened, isCourtesy) =>
        {
            foreach (var (reply, steps) in Ends(Dialog.Hear(state, input, Now), opened, isCourtesy, []))
            {
                AssertSaysSomething(reply, state, input, steps);
                AssertLosesNothing(reply, state, input, steps);
            }
        }, iter: 3_000);

    [Fact]
    public void Every_receipt_names_its_number_before_any_other_digit() =>
        Gen.Select(AnyPlace, AnyHeard).Sample((state, input) =>
        {
            foreach (var submit in Submits(Dialog.Hear(state, input, Now)))
                if (submit.Then(Receipt(opened: true, thanks: false)) is Turn.Talk { Reply.Says: [var message, ..] })
                    Assert.Equal("100-0179", System.Text.RegularExpressions.Regex.Match(message.Text, @"\d[\d-]*").Value);
        });

    [Fact]
    public void The_first_button_of_every_keyboard_leads_forward_and_takes_nothing_back() =>
        Gen.Select(AnyPlace, AnyHeard, Gen.Bool).Sample((state, input, opened) =>
        {
            var ends = Ends(Dialog.Hear(state, input, Now), opened, thanks: false, []);
            foreach (var message in ends.SelectMany(end => end.Reply.Says))
                Assert.DoesNotContain(message.Buttons[0][0].Code.Split(':')[0], (string[])["answered", "change", "own"]);
        });

    [Fact]
    public void A_group_is_declined_once_and_its_messages_are_ignored()
    {
        var origin = new Origin { From = new(ContactChannel.Telegram, "1", "-5"), ExternalId = "x", SentAt = DeskInMemory.Due };
        var first = Assert.IsType<Turn.Talk>(Dialog.Hear(Place.Start, new Heard.InGroup(origin), Now));
        Assert.IsType<Turn.Silence>(Dialog.Hear(first.Reply.Next, new Heard.InGroup(origin), Now));
    }

    [Fact]
    public void A_conversation_state_survives_serialisation() => AnyPlace.Sample(state =>
    {
        var json = System.Text.Json.JsonSerializer.Serialize(state, PlaceJson.Default.Place);
        var read = System.Text.Json.JsonSerializer.Deserialize(json, PlaceJson.Default.Place)!;
        Assert.Equal(state.Doubts, read.Doubts);
        Assert.Equal(
            state with { Doubts = Place.Start.Doubts },
            read with { Doubts = Place.Start.Doubts });
    });

    /// <summary>All possible replies of a step for all results of the desk, each with the steps before it.</summary>
    private static IEnumerable<(Reply Reply, List<Turn> Steps)> Ends(
        Turn turn, bool opened, bool thanks, List<Turn> asked)
    {
        if (turn is Turn.Talk final) return [(final.Reply, asked)];
        List<Turn> steps = [.. asked, turn];
        IEnumerable<Turn> next = turn switch
        {
            Turn.Submit submit =>
            [
                submit.Then(Receipt(opened, thanks)),
                submit.Then(Receipt(opened, thanks) with { Unsure = true, Others = [TicketNumber.FromCounter(100_018)] }),
                submit.Then(Receipt(opened, thanks) with { Known = new("wages", "几点开门?", "十点。") }),
            ],
            Turn.Amend amend => [amend.Then(true), amend.Then(false)],
            Turn.ListMatters list => [list.Then([]), list.Then([.. Enum.GetValues<TicketStatus>().Select(Matter)])],
            Turn.Move move => [move.Then(null), move.Then(Receipt(opened, thanks: false))],
            Turn.Withdraw withdraw => [withdraw.Then(true), withdraw.Then(false)],
            Turn.Reopen reopen => [reopen.Then(null), reopen.Then(Receipt(opened: false, thanks: false))],
            Turn.Rate rate => [rate.Then(true), rate.Then(false)],
            Turn.Comment comment => [comment.Then(true), comment.Then(false)],
            Turn.LinkStaff link => [link.Then(true), link.Then(false)],
            Turn.PickUp pickUp =>
            [
                pickUp.Then(null),
                pickUp.Then(Matter(TicketStatus.InProgress) with { Answers = [new(Now, "好", AnswerKind.Answer)] }),
            ],
            _ => throw new InvalidOperationException("A resident gets no reply."),
        };
        return next.SelectMany(following => Ends(following, opened, thanks, steps));
    }

    private static IEnumerable<Turn.Submit> Submits(Turn turn) => turn switch
    {
        Turn.Submit submit => [submit],
        Turn.Comment comment => Submits(comment.Then(false)),
        Turn.PickUp pickUp => Submits(pickUp.Then(null)),
        _ => [],
    };

    // Only the later messages of a flood and the later parts of an album may stay without a reply.
    private static void AssertSaysSomething(Reply reply, Place place, Heard heard, List<Turn> asked)
    {
        var isFlood = place.Pace is { Heard: > 7 };
        var isLaterPart = heard is Heard.Showed { Album: { } album } && album == place.Album;
        var mayStaySilent = asked.OfType<Turn.Submit>().Any() && (isFlood || isLaterPart);
        if (!mayStaySilent) Assert.NotEmpty(reply.Says);
        Assert.All(reply.Says, message => Assert.False(string.IsNullOrWhiteSpace(message.Text)));
        var buttons = reply.Says.SelectMany(message => message.Buttons).ToList();
        Assert.All(buttons, Assert.NotEmpty);
        Assert.All(buttons.SelectMany(row => row), button => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(button.Code), 1, 64));
        Assert.All(buttons.SelectMany(row => row), button => Assert.False(string.IsNullOrWhiteSpace(button.Label)));
        if (reply.Says.Count > 0) Assert.Contains(buttons.SelectMany(row => row), button => button.Code == "language:ug");
    }

    // A bare command and blank text hold no content. All other text goes to the desk completely: as a message, phone, comment or code.
    private static void AssertLosesNothing(Reply reply, Place place, Heard heard, List<Turn> asked)
    {
        var messages = asked.OfType<Turn.Submit>().SelectMany(submit => submit.Messages);
        Assert.All(messages, message => Assert.True(CleanText.SaysSomething(message.Text)));
        if (heard is Heard.Showed media)
        {
            Assert.Equal(media.Files, Assert.Single(asked.OfType<Turn.Submit>()).Messages[0].Files);
            var lines = media.Caption?.Split('\n') ?? [];
            Assert.All(lines, line => Assert.Contains(Letters(line), Letters(Taken(asked)), StringComparison.Ordinal));
        }

        if (heard is not Heard.Said { Text: var text } || IsCommand(text) || !CleanText.SaysSomething(text)) return;
        Assert.EndsWith(Letters(text), Letters(Taken(asked)), StringComparison.Ordinal);
    }

    private static string Taken(List<Turn> asked) => string.Concat(asked.SelectMany(step => step switch
    {
        Turn.Submit submit => submit.Messages.Select(message => message.Text),
        Turn.Comment comment => [comment.Words],
        Turn.Amend { Amendment.Phone: { } phone } => [phone],
        Turn.PickUp pickUp => [pickUp.Code],
        _ => Array.Empty<string>(),
    }));

    // Text after a slash is a command only if it has no characters that a command can't contain.
    private static bool IsCommand(string text)
    {
        var trimmed = text.TrimStart();
        return trimmed.StartsWith('/') && text.All(c => c < 128 || char.IsWhiteSpace(c) || char.IsDigit(c))
            || trimmed.StartsWith("/new", StringComparison.OrdinalIgnoreCase);
    }

    private static string Letters(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c));

    private static IntakeReceipt Receipt(bool opened, bool thanks) => new()
    {
        Number = Number, TrackingCode = "7K2M9Q", Opened = opened, Thanks = thanks, Kind = TicketKind.Inquiry,
        DueAt = thanks ? null : DeskInMemory.Due,
    };

    private static TrackedTicket Matter(TicketStatus status) => new()
    {
        Number = Number, Kind = TicketKind.Praise, Status = status, ReceivedAt = DeskInMemory.Due, DueAt = DeskInMemory.Due,
        Cycle = CycleState.Missed, Unanswered = true, Answers = [],
    };
}

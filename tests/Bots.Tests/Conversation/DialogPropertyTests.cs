using System.Text;
using System.Text.Json;
using CsCheck;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Tests.Conversation;

public class DialogPropertyTests
{
    private static readonly Dialog Dialog = new(ChatSession.Texts, VoiceClips.None);

    private static readonly DateTimeOffset Now = InMemoryDesk.Due.AddDays(-1);

    private static readonly TicketNumber Number = TicketNumber.FromCounter(100_017);

    private static readonly Gen<Language?> AnyLanguage = Among<Language?>(null, Language.ZhHans, Language.Ug, Language.En);

    private static readonly Gen<string?> AnyNumber = Among<string?>(null, "100-0179", "100-0187", "not a number");

    private static readonly Gen<DraftDetails?> AnyDetails = Gen.OneOf(
        Gen.Const((DraftDetails?)null),
        from kind in Gen.Enum<TicketKind>().Nullable()
        from anonymity in Gen.Enum<Anonymity>().Nullable()
        from service in Among<string?>(null, "", "startUp", "no such service")
        select (DraftDetails?)new DraftDetails { Kind = kind, Anonymity = anonymity, ServiceItem = service });

    private static readonly Gen<PendingQuestion?> AnyQuestion = Gen.OneOf(
        Gen.Const((PendingQuestion?)null),
        from kind in Gen.Enum<QuestionKind>()
        from number in AnyNumber
        from minutes in Gen.Int[-60, 1]
        select (PendingQuestion?)new PendingQuestion(kind, number ?? "", Now.AddMinutes(minutes)));

    private static readonly Gen<ConversationState> AnyState =
        from language in AnyLanguage
        from flags in Gen.Bool.Array[6]
        from question in AnyQuestion
        from draft in AnyDetails
        from nextDraft in AnyDetails
        from target in AnyNumber
        from movable in Gen.Int[0, 8]
        from greeting in Among<string?>(null, "你好", "سالام")
        from rate in Gen.Int[0, 30]
        from comment in Among<string?>(null, "ياخشى", "还有一件事")
        select new ConversationState
        {
            Language = language, LanguageChosen = flags[0], Greeted = flags[1], OpensNewTicket = flags[2],
            GroupDeclined = flags[3], PrivacyNoticeShown = flags[4], PhoneAsked = flags[5],
            PendingQuestion = question, Draft = draft, NextDraft = nextDraft, TargetTicket = target,
            RatingComment = comment, Albums = target is null ? [] : [new("2:album:7", "2:2")],
            ListedTickets = target is null ? [] : [target],
            RatedNext = target is null ? [] : [target],
            MovableMessages = [.. Enumerable.Range(1, movable).Select(key => new MovableMessage(key, $"2:{key}"))],
            KeptGreeting = greeting,
            MessageRate = rate == 0 ? null : new(Now.AddSeconds(-rate), rate),
        };

    private static readonly Gen<InputOrigin> AnyOrigin =
        from hint in AnyLanguage
        from name in Gen.String.Null()
        select new InputOrigin
        {
            From = new(ContactChannel.Telegram, "1", "2"), ExternalId = "2:3", SentAt = InMemoryDesk.Due,
            LanguageHint = hint, SenderName = name,
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

    private static readonly Gen<ChatInput> AnyInput = Gen.OneOf(
        Gen.Select(AnyOrigin, AnyText, Gen.Bool, (origin, text, edited) => (ChatInput)new ChatInput.TextInput(origin, text, edited)),
        Gen.Select(AnyOrigin, Gen.OneOf(AnyText, AnyCode), (origin, code) => (ChatInput)new ChatInput.ButtonInput(origin, code)),
        Gen.Select(AnyOrigin, Gen.Enum<MediaKind>(), AnyText.Null(), AnyText.Null(), Gen.Bool, (origin, kind, detail, caption, album) =>
            (ChatInput)new ChatInput.MediaInput(origin, kind, detail, caption)
            {
                AlbumId = album ? "2:album:7" : null, Files = [new() { Source = "f1", Kind = FileKind.Photo }],
            }));

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    [Fact]
    public void Every_input_in_every_state_gets_a_reply_and_no_text_is_lost() =>
        Gen.Select(AnyState, AnyInput, Gen.Bool, Gen.Bool).Sample((state, input, opened, isCourtesy) =>
        {
            foreach (var (reply, steps) in AllReplies(Dialog.Next(state, input, Now), opened, isCourtesy, []))
            {
                AssertReplies(reply, state, input, steps);
                AssertAllTextSubmitted(reply, state, input, steps);
            }
        }, iter: 3_000);

    [Fact]
    public void Every_receipt_names_its_number_before_any_other_digit() =>
        Gen.Select(AnyState, AnyInput).Sample((state, input) =>
        {
            // A courtesy opens no ticket, and answers have replies of their own.
            foreach (var submit in Submits(Dialog.Next(state, input, Now)).Where(submit => submit.Messages.Any(kept => !kept.IsCourtesy)))
                if (submit.Then(ReceiptWith(opened: true, isCourtesy: false)) is BotStep.Reply { BotReply.Messages: [var message, ..] })
                    Assert.Equal("100-0179", System.Text.RegularExpressions.Regex.Match(message.Text, @"\d[\d-]*").Value);
        });

    [Fact]
    public void The_first_button_of_every_keyboard_leads_forward_and_takes_nothing_back() =>
        Gen.Select(AnyState, AnyInput, Gen.Bool).Sample((state, input, opened) =>
        {
            var ends = AllReplies(Dialog.Next(state, input, Now), opened, isCourtesy: false, []);
            foreach (var message in ends.SelectMany(end => end.Reply.Messages).Where(message => message.Buttons.Count > 0))
                Assert.DoesNotContain(message.Buttons[0][0].Code.Split(':')[0], (string[])["answered", "change", "own"]);
        });

    [Fact]
    public void A_phone_for_a_question_whose_ticket_number_can_not_be_read_is_kept_as_a_message()
    {
        var origin = new InputOrigin { From = new(ContactChannel.Telegram, "1", "5"), ExternalId = "x", SentAt = InMemoryDesk.Due };
        var state = ConversationState.Initial with { PendingQuestion = new(QuestionKind.Phone, "not a number", Now) };
        var step = Dialog.Next(state, new ChatInput.TextInput(origin, "13999912345"), Now);
        Assert.Equal("13999912345", Assert.Single(Assert.IsType<BotStep.Submit>(step).Messages).Text);
    }

    [Fact]
    public void A_group_is_declined_once_and_its_messages_are_ignored()
    {
        var origin = new InputOrigin { From = new(ContactChannel.Telegram, "1", "-5"), ExternalId = "x", SentAt = InMemoryDesk.Due };
        var first = Assert.IsType<BotStep.Reply>(Dialog.Next(ConversationState.Initial, new ChatInput.GroupInput(origin), Now));
        Assert.IsType<BotStep.Ignore>(Dialog.Next(first.BotReply.NextState, new ChatInput.GroupInput(origin), Now));
    }

    [Fact]
    public void A_conversation_state_survives_serialisation() => AnyState.Sample(state =>
    {
        var json = JsonSerializer.Serialize(state, ConversationStateJson.Default.ConversationState);
        var read = JsonSerializer.Deserialize(json, ConversationStateJson.Default.ConversationState)!;
        Assert.Equal(state.MovableMessages, read.MovableMessages);
        Assert.Equal(state.Albums, read.Albums);
        Assert.Equal(state.ListedTickets, read.ListedTickets);
        Assert.Equal(state.RatedNext, read.RatedNext);
        Assert.Equal(WithoutLists(state), WithoutLists(read));
    });

    private static ConversationState WithoutLists(ConversationState state) => state with
    {
        MovableMessages = ConversationState.Initial.MovableMessages,
        Albums = ConversationState.Initial.Albums,
        ListedTickets = ConversationState.Initial.ListedTickets,
        RatedNext = ConversationState.Initial.RatedNext,
    };

    /// <summary>All possible replies of a step for all results of the desk, each with the steps before it.</summary>
    private static IEnumerable<(BotReply Reply, List<BotStep> Steps)> AllReplies(
        BotStep step, bool opened, bool isCourtesy, List<BotStep> earlierSteps)
    {
        if (step is BotStep.Reply final) return [(final.BotReply, earlierSteps)];
        List<BotStep> steps = [.. earlierSteps, step];
        IEnumerable<BotStep> next = step switch
        {
            BotStep.Submit submit =>
            [
                submit.Then(ReceiptWith(opened, isCourtesy)),
                submit.Then(ReceiptWith(opened, isCourtesy)
                    with { IsUncertain = true, OtherOpenTickets = [TicketNumber.FromCounter(100_018)] }),
                submit.Then(ReceiptWith(opened, isCourtesy) with { SuggestedAnswer = new("wages", "几点开门?", "十点。") }),
            ],
            BotStep.Amend amend => [amend.Then(true), amend.Then(false)],
            BotStep.ListTickets list => [list.Then([]), list.Then([.. Enum.GetValues<TicketStatus>().Select(TicketWith)])],
            BotStep.SetLanguage set => [set.Then([]), set.Then([TicketWith(TicketStatus.InProgress)])],
            BotStep.MoveToTicket move => [move.Then(null), move.Then(ReceiptWith(opened, isCourtesy: false))],
            BotStep.Urge urge =>
                [urge.Then(null), urge.Then(new(Now, IsLate: false, "1")), urge.Then(new(Now, IsLate: true, null) { IsRepeat = true })],
            BotStep.AskForCall call => [call.Then(true), call.Then(false)],
            BotStep.Withdraw withdraw => [withdraw.Then(true), withdraw.Then(false)],
            BotStep.Reopen reopen => [reopen.Then(null), reopen.Then(ReceiptWith(opened: false, isCourtesy: false))],
            BotStep.Rate rate => [rate.Then(true), rate.Then(false)],
            BotStep.Comment comment => [comment.Then(true), comment.Then(false)],
            BotStep.Appeal appeal => [appeal.Then(true), appeal.Then(false)],
            BotStep.FindReplied find => [find.Then(null), find.Then(Number)],
            BotStep.FindAnswer find => [find.Then(null), find.Then(new("wages", "几点开门?", "十点。"))],
            BotStep.Track track => [track.Then(null), track.Then(TicketWith(TicketStatus.InProgress))],
            BotStep.LinkStaff link => [link.Then(true), link.Then(false)],
            BotStep.PickUp pickUp =>
            [
                pickUp.Then(null),
                pickUp.Then(TicketWith(TicketStatus.InProgress) with { Answers = [new(Now, "好", AnswerKind.Answer)] }),
            ],
            _ => throw new InvalidOperationException($"A resident gets no reply after {step.GetType().Name}."),
        };
        return next.SelectMany(following => AllReplies(following, opened, isCourtesy, steps));
    }

    private static IEnumerable<BotStep.Submit> Submits(BotStep step) => step switch
    {
        BotStep.Submit submit => [submit],
        BotStep.Comment comment => Submits(comment.Then(false)),
        BotStep.PickUp pickUp => Submits(pickUp.Then(null)),
        _ => [],
    };

    // Only the later messages of a flood and the later parts of an album may stay without a reply.
    private static void AssertReplies(BotReply reply, ConversationState state, ChatInput input, List<BotStep> steps)
    {
        var isFlood = state.MessageRate is { Count: > 7 };
        var isLaterPart = input is ChatInput.MediaInput { AlbumId: { } album } && state.Albums.Any(known => known.AlbumId == album);
        // So may an edit of which nothing but thanks, or the same rating, is left.
        var isEdit = input is ChatInput.TextInput { IsEdit: true };
        var mayStaySilent = isEdit || (steps.OfType<BotStep.Submit>().Any() && (isFlood || isLaterPart));
        if (!mayStaySilent) Assert.NotEmpty(reply.Messages);
        Assert.All(reply.Messages, message => Assert.False(string.IsNullOrWhiteSpace(message.Text)));
        var buttons = reply.Messages.SelectMany(message => message.Buttons).ToList();
        Assert.All(buttons, Assert.NotEmpty);
        Assert.All(buttons.SelectMany(row => row), button => Assert.InRange(Encoding.UTF8.GetByteCount(button.Code), 1, 64));
        Assert.All(buttons.SelectMany(row => row), button => Assert.False(string.IsNullOrWhiteSpace(button.Label)));
        if (reply.Messages.Count > 0) Assert.Contains(buttons.SelectMany(row => row), button => button.Code == "language:ug");
    }

    // A bare command and blank text hold no content. All other text goes to the desk completely, or waits as a greeting.
    private static void AssertAllTextSubmitted(BotReply reply, ConversationState state, ChatInput input, List<BotStep> steps)
    {
        var messages = steps.OfType<BotStep.Submit>().SelectMany(submit => submit.Messages);
        Assert.All(messages, message => Assert.True(CleanText.HasVisibleText(message.Text)));
        if (input is ChatInput.MediaInput media)
        {
            Assert.Equal(media.Files, Assert.Single(steps.OfType<BotStep.Submit>()).Messages[0].Files);
            var lines = media.Caption?.Split('\n') ?? [];
            Assert.All(lines, line => Assert.Contains(Normalize(line), Normalize(SubmittedText(steps)), StringComparison.Ordinal));
        }

        if (input is not ChatInput.TextInput { Text: var text } || IsCommand(text) || !CleanText.HasVisibleText(text)) return;
        // Words that answer or ask something have their effect instead. A greeting waits for the words that follow it.
        if (TypedAnswer.IsKnown(text)) return;
        Assert.Contains(Normalize(text), Normalize(SubmittedText(steps) + reply.NextState.KeptGreeting), StringComparison.Ordinal);
    }

    private static string SubmittedText(List<BotStep> steps) => string.Concat(steps.SelectMany(step => step switch
    {
        BotStep.Submit submit => submit.Messages.Select(message => message.Text),
        BotStep.Comment comment => [comment.Text],
        BotStep.Amend { Amendment.Phone: { } phone } => [phone],
        BotStep.PickUp pickUp => [pickUp.Code],
        _ => Array.Empty<string>(),
    }));

    // Text after a slash is a command only if it has no characters that a command can't contain.
    private static bool IsCommand(string text)
    {
        var trimmed = text.TrimStart();
        return trimmed.StartsWith('/') && text.All(c => c < 128 || char.IsWhiteSpace(c) || char.IsDigit(c))
            || trimmed.StartsWith("/new", StringComparison.OrdinalIgnoreCase);
    }

    private static string Normalize(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c));

    private static IntakeReceipt ReceiptWith(bool opened, bool isCourtesy) => new()
    {
        Number = Number, TrackingCode = "7K2M9Q", Opened = opened, IsCourtesy = isCourtesy, Kind = TicketKind.Inquiry,
        DueAt = isCourtesy ? null : InMemoryDesk.Due,
    };

    private static TrackedTicket TicketWith(TicketStatus status) => new()
    {
        Number = Number, Kind = TicketKind.Praise, Status = status, ReceivedAt = InMemoryDesk.Due, DueAt = InMemoryDesk.Due,
        Cycle = CycleState.Missed, Unanswered = true, Answers = [],
    };
}

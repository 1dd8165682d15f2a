using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>The lives of tickets in a filled desk. Each step yields the time of the next one.</summary>
internal sealed class TicketLives(DeskFill desk, FillPlan plan, SlipPolicy slips, Random random)
{
    public const int StaffCount = 40;

    private const string Bot = "scale";

    private static readonly string[] Departments = ["general", "brand", "product", "techSupport", "frontDesk", "logistics", "settlement"];

    private static readonly string[] Townships = ["qiraTown", "gulahama", "qira", "damiku", "chaha", "ulughsay", "nur", "bostan"];

    private static readonly ContactChannel[] Channels =
    [
        ContactChannel.Telegram, ContactChannel.WeChat, ContactChannel.WeChat, ContactChannel.Counter, ContactChannel.Hotline,
        ContactChannel.SuggestionBox, ContactChannel.Api,
    ];

    private readonly Person?[] _people = new Person?[plan.People];
    private readonly ResidentWords _words = new(random);
    private int _opened;

    public static string UserName(int index) => $"staff{index}";

    public static string Phone(int person) => "139" + (10_000_000 + person);

    /// <summary>
    /// Answered within two days, resolved, and closed after the reopening period. Few are missed, some go to a department.
    /// </summary>
    public IEnumerable<DateTimeOffset> LiveAndEnd(TicketLife life)
    {
        yield return desk.Now;
        var ticket = Open(life);
        if (random.NextDouble() < 0.1)
            foreach (var at in HandOver(ticket, answered: true)) yield return at;
        var late = random.NextDouble() < 0.02;
        foreach (var at in Wait(ticket, late ? Hours(50, 90) : Hours(0.5, 30))) yield return at;
        foreach (var at in Answer(ticket, AnswerKind.Answer)) yield return at;
        if (random.NextDouble() < 0.2)
        {
            foreach (var at in Wait(ticket, Hours(1, 40))) yield return at;
            ticket.AddResidentMessage(Author.Resident, desk.Say(_words.Question(ticket.Language, false)), desk.CreateContext()).Check();
            foreach (var at in Wait(ticket, Hours(0.5, 20))) yield return at;
            foreach (var at in Answer(ticket, AnswerKind.Answer)) yield return at;
        }

        foreach (var at in Wait(ticket, Hours(1, 60))) yield return at;
        foreach (var at in Resolve(ticket)) yield return at;
        if (random.NextDouble() < 0.3)
        {
            foreach (var at in Wait(ticket, Hours(1, 100))) yield return at;
            ticket.Rate(Author.Resident, random.NextDouble() < 0.03 ? 2 : random.Next(3, 6), null, desk.CreateContext()).Check();
        }

        foreach (var at in Wait(ticket, ticket.ResolvedAt!.Value + Ticket.ReopenPeriod + TimeSpan.FromMinutes(1) - desk.Now))
            yield return at;
        ticket.Close(Author.System, desk.CreateContext()).Check();
    }

    /// <summary>Waits for an answer; some were taken, some are with a department.</summary>
    public IEnumerable<DateTimeOffset> LiveAndWait(TicketLife life) => LiveAndWait(life, isMissed: false);

    /// <summary>Waits for an answer that was due long ago. Nobody has it: what is taken and not answered goes back to the desk.</summary>
    public IEnumerable<DateTimeOffset> LiveAndMiss(TicketLife life) => LiveAndWait(life, isMissed: true);

    private IEnumerable<DateTimeOffset> LiveAndWait(TicketLife life, bool isMissed)
    {
        yield return desk.Now;
        var ticket = Open(life);
        if (isMissed)
        {
            foreach (var at in Wait(ticket, TimeSpan.FromDays(400))) yield return at;
        }

        if (random.NextDouble() < 0.4)
        {
            foreach (var at in Wait(ticket, Hours(0.1, 5))) yield return at;
            ticket.Take(PickStaff(), desk.CreateContext()).Check();
        }
        else if (random.NextDouble() < 0.05)
        {
            foreach (var at in HandOver(ticket, answered: false)) yield return at;
        }

        foreach (var at in Wait(ticket, TimeSpan.FromDays(400))) yield return at;
    }

    /// <summary>Was answered and stays open: with a next step that is promised, or because the resident is asked for something.</summary>
    public IEnumerable<DateTimeOffset> LiveAndStayOpen(TicketLife life)
    {
        yield return desk.Now;
        var ticket = Open(life);
        foreach (var at in Wait(ticket, Hours(0.5, 30))) yield return at;
        foreach (var at in Answer(ticket, random.NextDouble() < 0.5 ? AnswerKind.NeedFromYou : AnswerKind.Answer)) yield return at;
        foreach (var at in Wait(ticket, TimeSpan.FromDays(400))) yield return at;
    }

    private Ticket Open(TicketLife life)
    {
        var index = _opened++;
        var channel = _words.Pick(Channels);
        var anonymity = channel is ContactChannel.SuggestionBox ? Anonymity.Anonymous
            : random.NextDouble() < 0.02 ? Anonymity.Hidden : Anonymity.Named;
        // Who is hidden in one ticket is another person for the desk in a named one.
        var person = anonymity is Anonymity.Anonymous ? null
            : anonymity is Anonymity.Hidden ? AddPerson(random.Next(plan.People)) : FindPerson(random.Next(plan.People));
        var chat = channel is ContactChannel.Telegram or ContactChannel.WeChat ? person!.Addresses.First(a => a.Chat is not null) : null;
        var language = _words.PickLanguage();
        return life.Ticket = Ticket.Open(new NewTicket
        {
            Id = desk.TakeId(), Number = desk.TakeNumber(), Channel = channel, Kind = PickKind(), Language = language,
            Description = desk.Say(_words.Question(language, index % plan.RareEvery == 0)), ReceivedAt = desk.Now,
            Reach = chat is not null ? Reach.Chat : channel is ContactChannel.Counter or ContactChannel.Hotline ? Reach.Phone : Reach.Track,
            Author = chat is null ? PickStaff() : Author.Resident, Department = random.NextDouble() < 0.4 ? _words.Pick(Departments) : null,
            Anonymity = anonymity, Person = person, ChatAddress = chat,
        }, desk.CreateContext());
    }

    /// <summary>Waits, and records each deadline that passes meanwhile, as the clock does.</summary>
    private IEnumerable<DateTimeOffset> Wait(Ticket ticket, TimeSpan length)
    {
        var until = desk.Now + length;
        while (FindNextCheck(ticket) is { } check && check <= until)
        {
            yield return check > desk.Now ? check : desk.Now;
            ticket.RecordMissedDeadlines(desk.CreateContext());
        }

        yield return until;
    }

    private static DateTimeOffset? FindNextCheck(Ticket ticket)
    {
        var cycle = ticket.UnansweredCycle?.NextCheckAt;
        var slip = ticket.Slips.Count == 0 ? null : ticket.Slips.Min(s => s.NextCheckAt);
        return cycle is null ? slip : slip is null || cycle < slip ? cycle : slip;
    }

    private IEnumerable<DateTimeOffset> HandOver(Ticket ticket, bool answered)
    {
        foreach (var at in Wait(ticket, Hours(0.1, 2))) yield return at;
        var department = _words.Pick(Departments);
        ticket.Transfer(PickStaff(), department, desk.Say(_words.Answer(Language.ZhHans)),
            slips.TimesFor(department, desk.Now, null), desk.CreateContext()).Check();
        if (!answered) yield break;
        var slip = ticket.Slips[^1];
        foreach (var at in Wait(ticket, Hours(0.2, 3))) yield return at;
        ticket.AcceptSlip(PickStaff(), slip, desk.CreateContext()).Check();
        foreach (var at in Wait(ticket, Hours(0.5, 6))) yield return at;
        ticket.AnswerSlip(PickStaff(), slip, desk.Say(_words.Answer(Language.ZhHans)), desk.CreateContext()).Check();
    }

    private IEnumerable<DateTimeOffset> Answer(Ticket ticket, AnswerKind kind)
    {
        var body = desk.Say(_words.Answer(ticket.Language));
        if (ticket.Reach is Reach.Phone)
            ticket.LogCall(PickStaff(), new CallRecord(CallDirection.Out, Reached: true, kind, body), desk.CreateContext()).Check();
        else ticket.Answer(PickStaff(), new AnswerContent(kind, body), desk.CreateContext()).Check();
        return Deliver(ticket);
    }

    private IEnumerable<DateTimeOffset> Resolve(Ticket ticket)
    {
        ticket.Resolve(PickStaff(), desk.Say(_words.Answer(ticket.Language)), desk.CreateContext()).Check();
        return Deliver(ticket);
    }

    /// <summary>Lets the channel accept the last message at once, before its row is stored.</summary>
    private IEnumerable<DateTimeOffset> Deliver(Ticket ticket)
    {
        if (ticket.Reach is Reach.Chat) ticket.RecordDelivery(ticket.Messages[^1].Id, desk.Now, desk.CreateContext());
        return [];
    }

    private Person FindPerson(int index) => _people[index] ??= AddPerson(index);

    private Person AddPerson(int index)
    {
        var person = new Person
        {
            Id = desk.TakeId(), Name = _words.Name(), Village = _words.Village(), Township = _words.Pick(Townships), KnownSince = desk.Now,
        };
        var kind = new AddressKind(index % 2 == 0 ? ContactChannel.Telegram : ContactChannel.WeChat);
        var (phone, chat) = (Phone(index), $"c{person.Id}");
        person.AddAddress(new() { Id = desk.TakeId(), PersonId = person.Id, Kind = AddressKind.Phone, Value = phone, AsWritten = phone });
        person.AddAddress(new() { Id = desk.TakeId(), PersonId = person.Id, Kind = kind, Bot = Bot, Value = chat, AsWritten = chat });
        desk.Insert(person);
        foreach (var address in person.Addresses) desk.Insert(address);
        return person;
    }

    private TicketKind PickKind() => random.NextDouble() switch
    {
        < 0.5 => TicketKind.Inquiry,
        < 0.75 => TicketKind.ServiceRequest,
        < 0.9 => TicketKind.Complaint,
        < 0.92 => TicketKind.Report,
        < 0.97 => TicketKind.Suggestion,
        < 0.98 => TicketKind.Praise,
        _ => TicketKind.Other,
    };

    private Author PickStaff() => Author.Staff(UserName(random.Next(StaffCount)));

    private TimeSpan Hours(double least, double most) =>
        TimeSpan.FromMilliseconds(Math.Round(TimeSpan.FromHours(least + (random.NextDouble() * (most - least))).TotalMilliseconds));
}

internal static class RefusalChecks
{
    /// <summary>Throws if a step of a made-up life was refused.</summary>
    public static void Check(this Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException($"A step of the fill was refused: {refusal}.");
    }
}

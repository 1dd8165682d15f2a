using System.Linq.Expressions;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The desk's database. Each provider has a sealed context and a set of migrations; no code outside this folder depends on the
/// provider. Any code may read through it. Writes go through <see cref="DeskWriter"/>, except those of Identity, data protection keys
/// and the commands.
/// </summary>
public abstract class DeskDb(DbContextOptions options) : IdentityUserContext<StaffMember>(options), IDataProtectionKeyContext
{
    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<ResponseCycle> Cycles => Set<ResponseCycle>();

    public DbSet<CycleDay> CycleDays => Set<CycleDay>();

    public DbSet<OpenTicketCount> OpenTicketCounts => Set<OpenTicketCount>();

    public DbSet<RaisedEscalation> RaisedEscalations => Set<RaisedEscalation>();

    public DbSet<PromisedDate> PromisedDates => Set<PromisedDate>();

    public DbSet<Rating> Ratings => Set<Rating>();

    public DbSet<TicketLink> Links => Set<TicketLink>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<PersonAddress> Addresses => Set<PersonAddress>();

    public DbSet<StoredEvent> Events => Set<StoredEvent>();

    public DbSet<IntakeIdRow> IntakeIds => Set<IntakeIdRow>();

    public DbSet<InboxRow> Inbox => Set<InboxRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<ConversationRow> Conversations => Set<ConversationRow>();

    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<StaffSession> StaffSessions => Set<StaffSession>();

    public DbSet<SecurityEvent> SecurityEvents => Set<SecurityEvent>();

    public DbSet<SequenceCounter> Counters => Set<SequenceCounter>();

    public DbSet<TransferSlip> Slips => Set<TransferSlip>();

    public DbSet<SupervisionOrder> Orders => Set<SupervisionOrder>();

    public DbSet<FollowUpCall> FollowUps => Set<FollowUpCall>();

    public DbSet<HeadReferral> Referrals => Set<HeadReferral>();

    public DbSet<SecretRow> Secrets => Set<SecretRow>();

    public DbSet<Department> Departments => Set<Department>();

    public DbSet<ServiceItem> ServiceItems => Set<ServiceItem>();

    public DbSet<Township> Townships => Set<Township>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<ReplyWindow> ReplyWindows => Set<ReplyWindow>();

    public DbSet<PullCursor> PullCursors => Set<PullCursor>();

    public DbSet<OneTimeCode> OneTimeCodes => Set<OneTimeCode>();

    public DbSet<ChatDevice> ChatDevices => Set<ChatDevice>();

    public DbSet<StaffChat> StaffChats => Set<StaffChat>();

    public DbSet<StaffAlertRow> StaffAlerts => Set<StaffAlertRow>();

    public DbSet<MonthReportRow> MonthReports => Set<MonthReportRow>();

    public DbSet<StaffMailRow> StaffMails => Set<StaffMailRow>();

    public DbSet<Lease> Leases => Set<Lease>();

    public DbSet<FrequentQuestion> FrequentQuestions => Set<FrequentQuestion>();

    public DbSet<Office> Offices => Set<Office>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Loads a ticket with everything that its methods read; null if there is none.</summary>
    public Task<Ticket?> FindFullTicketAsync(long id, CancellationToken cancellation) =>
        FullTickets().FirstOrDefaultAsync(t => t.Id == id, cancellation);

    /// <summary>Loads a ticket to add a resident's message: without the resident's earlier messages, which may be thousands.</summary>
    public Task<Ticket?> FindTicketWithoutResidentMessagesAsync(long id, CancellationToken cancellation) =>
        FullTickets(t => t.Messages.Where(m => m.Kind != MessageKind.FromResident)).FirstOrDefaultAsync(t => t.Id == id, cancellation);

    /// <inheritdoc cref="FindFullTicketAsync(long, CancellationToken)"/>
    public Task<Ticket?> FindFullTicketAsync(TicketNumber number, CancellationToken cancellation) =>
        FullTickets().FirstOrDefaultAsync(t => t.Number == number, cancellation);

    /// <summary>
    /// Begins a transaction in which every read sees the database as of the first read, whatever is written meanwhile. It does not
    /// block writers.
    /// </summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation);

    /// <summary>
    /// The hits of a search that are looked at, the newest first. Everybody's messages count, so those who may not read all of them are
    /// given more hits to choose from.
    /// </summary>
    public const int MaxHits = 2_000, MaxHitsToChooseFrom = 10_000;

    /// <summary>The words of the index in whose inside the letters of a search are looked up.</summary>
    protected const int MaxInnerWords = 200;

    /// <summary>
    /// Finds the ids of tickets whose messages, requester or phone contain the phrase, by the newest messages that do. A common word has
    /// hundreds of thousands of hits, and nobody looks further than at the newest. A word of three or more letters is found by its
    /// beginning, too: Uyghur adds its endings to words. It is also found inside of up to <see cref="MaxInnerWords"/> words.
    /// </summary>
    public abstract IQueryable<long> FindTicketIdsByPhrase(string phrase, int maxHits = MaxHits);

    /// <summary>The tickets for a query that sorts by their ids and finds enough soon after the beginning.</summary>
    internal abstract IQueryable<Ticket> TicketsByAge { get; }

    /// <summary>The tickets for a query that sorts by their newest events and finds enough soon after the beginning.</summary>
    internal abstract IQueryable<Ticket> TicketsByLastChange { get; }

    /// <summary>The response cycles for a query that sorts by their start and finds enough soon after the beginning.</summary>
    internal abstract IQueryable<ResponseCycle> CyclesByStart { get; }

    /// <summary>The number of last digits by which phones are indexed.</summary>
    public const int PhoneTailLength = 4;

    /// <summary>Finds the ids of people whose phone ends with these digits, at least <see cref="PhoneTailLength"/> of them.</summary>
    public abstract IQueryable<long> FindPeopleByPhoneEnd(string digits);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
        configurationBuilder.Properties<TicketNumber>().HaveConversion<TicketNumberConverter>().HaveMaxLength(16);
        configurationBuilder.Properties<Author>().HaveConversion<AuthorConverter>().HaveMaxLength(280);
        configurationBuilder.Properties<AddressKind>().HaveConversion<AddressKindConverter>().HaveMaxLength(24);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        TicketTables.Configure(builder);
        DeskTables.Configure(builder);
        ChatTables.Configure(builder);
        CatalogueTables.Configure(builder);
        CalendarTables.Configure(builder);
        RosterTables.Configure(builder);
        HandoverTables.Configure(builder);
        DailyCheckTables.Configure(builder);
        AnswerReviewTables.Configure(builder);
        CycleDay.Configure(builder);
        OpenTicketCount.Configure(builder);
    }

    private IQueryable<Ticket> FullTickets() => FullTickets(t => t.Messages);

    private IQueryable<Ticket> FullTickets(Expression<Func<Ticket, IEnumerable<Message>>> messages) => Tickets
        .Include(t => t.Cycles).Include(messages).Include(t => t.PromisedDates).Include(t => t.Ratings).Include(t => t.Links)
        .Include(t => t.Slips).Include(t => t.Orders).Include(t => t.FollowUps).Include(t => t.Referrals)
        .Include(t => t.Person!.Addresses).Include(t => t.ChatAddress)
        .AsSplitQuery();
}

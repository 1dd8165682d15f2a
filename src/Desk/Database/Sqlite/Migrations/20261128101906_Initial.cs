using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace EcomCenter.Desk.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: true),
                    MessageId = table.Column<long>(type: "INTEGER", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Bot = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    ContentType = table.Column<string>(type: "TEXT", nullable: true),
                    Size = table.Column<long>(type: "INTEGER", nullable: true),
                    Seconds = table.Column<int>(type: "INTEGER", nullable: true),
                    HasPlayableCopy = table.Column<bool>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attachments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "chat_devices",
                columns: table => new
                {
                    DeviceHash = table.Column<string>(type: "TEXT", nullable: false),
                    Chat = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chat_devices", x => x.DeviceHash);
                });

            migrationBuilder.CreateTable(
                name: "conversations",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Bot = table.Column<string>(type: "TEXT", nullable: false),
                    Chat = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conversations", x => new { x.Chat, x.Bot, x.Channel });
                });

            migrationBuilder.CreateTable(
                name: "counters",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Next = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counters", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "departments",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Sort = table.Column<int>(type: "INTEGER", nullable: false),
                    NameZh = table.Column<string>(type: "TEXT", nullable: false),
                    NameUg = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_departments", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "frequent_questions",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Sort = table.Column<int>(type: "INTEGER", nullable: false),
                    Retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    QuestionZh = table.Column<string>(type: "TEXT", nullable: false),
                    QuestionUg = table.Column<string>(type: "TEXT", nullable: false),
                    QuestionEn = table.Column<string>(type: "TEXT", nullable: false),
                    AnswerZh = table.Column<string>(type: "TEXT", nullable: false),
                    AnswerUg = table.Column<string>(type: "TEXT", nullable: false),
                    AnswerEn = table.Column<string>(type: "TEXT", nullable: false),
                    Keywords = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_frequent_questions", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    Caller = table.Column<string>(type: "TEXT", nullable: false),
                    Route = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    BodyHash = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Headers = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => new { x.Key, x.Caller, x.Route });
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Bot = table.Column<string>(type: "TEXT", nullable: false),
                    UpdateId = table.Column<string>(type: "TEXT", nullable: false),
                    Chat = table.Column<string>(type: "TEXT", nullable: true),
                    Raw = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "intake_ids",
                columns: table => new
                {
                    ExternalId = table.Column<string>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Caller = table.Column<string>(type: "TEXT", nullable: false),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    MessageId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_intake_ids", x => new { x.ExternalId, x.Caller, x.Channel });
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Holder = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "offices",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Sort = table.Column<int>(type: "INTEGER", nullable: false),
                    Retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    NameZh = table.Column<string>(type: "TEXT", nullable: false),
                    NameUg = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", nullable: false),
                    AddressZh = table.Column<string>(type: "TEXT", nullable: false),
                    AddressUg = table.Column<string>(type: "TEXT", nullable: false),
                    AddressEn = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offices", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "one_time_codes",
                columns: table => new
                {
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_one_time_codes", x => new { x.Code, x.Purpose });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Bot = table.Column<string>(type: "TEXT", nullable: false),
                    Chat = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Buttons = table.Column<string>(type: "TEXT", nullable: false),
                    Clips = table.Column<string>(type: "TEXT", nullable: false),
                    FileId = table.Column<long>(type: "INTEGER", nullable: true),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: true),
                    MessageId = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SendingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Type = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: true),
                    Township = table.Column<string>(type: "TEXT", nullable: true),
                    Village = table.Column<string>(type: "TEXT", nullable: true),
                    KnownSince = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reply_windows",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Bot = table.Column<string>(type: "TEXT", nullable: false),
                    Chat = table.Column<string>(type: "TEXT", nullable: false),
                    OpenUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    MessagesLeft = table.Column<int>(type: "INTEGER", nullable: false),
                    NoticesLeft = table.Column<int>(type: "INTEGER", nullable: false),
                    RemindAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reply_windows", x => new { x.Chat, x.Bot, x.Channel });
                });

            migrationBuilder.CreateTable(
                name: "secrets",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_secrets", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "service_items",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Sort = table.Column<int>(type: "INTEGER", nullable: false),
                    NameZh = table.Column<string>(type: "TEXT", nullable: false),
                    NameUg = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_items", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "staff",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Department = table.Column<string>(type: "TEXT", nullable: true),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<long>(type: "INTEGER", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "staff_chats",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Bot = table.Column<string>(type: "TEXT", nullable: false),
                    Chat = table.Column<string>(type: "TEXT", nullable: false),
                    User = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff_chats", x => new { x.Chat, x.Bot, x.Channel });
                });

            migrationBuilder.CreateTable(
                name: "townships",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Sort = table.Column<int>(type: "INTEGER", nullable: false),
                    NameZh = table.Column<string>(type: "TEXT", nullable: false),
                    NameUg = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_townships", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "person_addresses",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Bot = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    GivenForTicketId = table.Column<long>(type: "INTEGER", nullable: true),
                    AsWritten = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_addresses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_person_addresses_people_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_staff_UserId",
                        column: x => x.UserId,
                        principalTable: "staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_staff_UserId",
                        column: x => x.UserId,
                        principalTable: "staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_staff_UserId",
                        column: x => x.UserId,
                        principalTable: "staff",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Priority = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Anonymity = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Department = table.Column<string>(type: "TEXT", nullable: true),
                    ServiceItem = table.Column<string>(type: "TEXT", nullable: true),
                    Assignee = table.Column<string>(type: "TEXT", nullable: true),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: true),
                    ChatAddressId = table.Column<long>(type: "INTEGER", nullable: true),
                    Reach = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EnteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ResolvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ErasedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ErasedAfterYears = table.Column<int>(type: "INTEGER", nullable: true),
                    Unreachable = table.Column<bool>(type: "INTEGER", nullable: false),
                    NeedsCallBack = table.Column<bool>(type: "INTEGER", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NeedsSupervisor = table.Column<bool>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CycleState = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Unanswered = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tickets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_tickets_people_PersonId",
                        column: x => x.PersonId,
                        principalTable: "people",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_tickets_person_addresses_ChatAddressId",
                        column: x => x.ChatAddressId,
                        principalTable: "person_addresses",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Author = table.Column<string>(type: "TEXT", maxLength: 280, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IsCourtesy = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsUncertain = table.Column<bool>(type: "INTEGER", nullable: false),
                    EditsMessageId = table.Column<long>(type: "INTEGER", nullable: true),
                    MovedToTicketId = table.Column<long>(type: "INTEGER", nullable: true),
                    Delivery = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    DeliveredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reach = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    PromisedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Office = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_messages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_messages_tickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "tickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "promise_clocks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    PromisedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Renewals = table.Column<int>(type: "INTEGER", nullable: false),
                    PassedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextCheckAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_promise_clocks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_promise_clocks_tickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "tickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ratings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    ResolvedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Author = table.Column<string>(type: "TEXT", maxLength: 280, nullable: false),
                    Comment = table.Column<string>(type: "TEXT", nullable: true),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ratings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ratings_tickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "tickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "response_cycles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstMessageId = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    MetAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NoticedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredLateAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    Via = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    NextCheckAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_response_cycles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_response_cycles_tickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "tickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ticket_events",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    TicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Department = table.Column<string>(type: "TEXT", nullable: true),
                    Data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ticket_events", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_ticket_events_tickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "tickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ticket_links",
                columns: table => new
                {
                    TicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    ToTicketId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ticket_links", x => new { x.TicketId, x.ToTicketId });
                    table.ForeignKey(
                        name: "FK_ticket_links_tickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "tickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "fired_rungs",
                columns: table => new
                {
                    CycleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NoticedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fired_rungs", x => new { x.CycleId, x.Level });
                    table.ForeignKey(
                        name: "FK_fired_rungs_response_cycles_CycleId",
                        column: x => x.CycleId,
                        principalTable: "response_cycles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "counters",
                columns: new[] { "Name", "Next" },
                values: new object[,]
                {
                    { "events", 1L },
                    { "ids", 1L },
                    { "numbers", 100001L }
                });

            migrationBuilder.InsertData(
                table: "departments",
                columns: new[] { "Code", "NameEn", "NameUg", "NameZh", "Sort" },
                values: new object[,]
                {
                    { "brand", "Brand marketing centre", "ماركا ۋە سېتىش مەركىزى", "品牌营销中心", 2 },
                    { "frontDesk", "Front desk", "مۇلازىمەت پوكەيى", "服务前台", 5 },
                    { "general", "General office", "ئۇنىۋېرسال بۆلۈم", "综合部", 1 },
                    { "logistics", "Logistics", "توشۇش ۋە يەتكۈزۈش", "物流配送", 6 },
                    { "product", "Product development centre", "تور تاۋارلىرىنى تەتقىق قىلىش مەركىزى", "网货研发中心", 3 },
                    { "settlement", "Settlement centre", "ھېساب-كىتاب مەركىزى", "结算中心", 7 },
                    { "techSupport", "Technical support centre", "ئېلېكترونلۇق سودا تېخنىكا مەركىزى", "电商技术支持中心", 4 }
                });

            migrationBuilder.InsertData(
                table: "frequent_questions",
                columns: new[] { "Code", "AnswerEn", "AnswerUg", "AnswerZh", "Keywords", "QuestionEn", "QuestionUg", "QuestionZh", "Retired", "Sort" },
                values: new object[,]
                {
                    { "fraud", "Yes, it is. Do nothing where you are to pay first, transfer money or tell a code. If you have paid, call 110 at once, or 96110 against fraud, and keep the talk and the receipts.", "شۇنداق، ئالدامچىلىق. ئاۋۋال پۇل تۆلەڭ، يوللاڭ ياكى تەستىق كودىنى ئېيتىڭ دېسە، ھەرگىز قىلماڭ. پۇل يوللاپ بولغان بولسىڭىز، دەرھال 110 گە تېلېفون قىلىڭ، ئالدامچىلىققا قارشى 96110 مۇ بار؛ سۆھبەت ۋە پۇل خاتىرىسىنى ئۆچۈرمەڭ.", "是骗人的。凡是要您先垫钱、先转账、说验证码的，都不要做。已经转了钱，马上打 110，也可以打反诈电话 96110，聊天和转账记录不要删。", "刷单是不是骗\n刷单被骗\n让我刷单\n先垫钱刷单\nزاكاز چوتكىلاش\nfake orders", "They ask me to pay first for fake orders. Is it a fraud?", "«زاكاز چوتكىلاش» دەپ ئاۋۋال پۇل تۆلە دېسە، ئالدامچىلىقمۇ؟", "让我刷单、先垫钱，是不是骗人的？", false, 7 },
                    { "lost-parcel", "The carrier it was sent with, and the seller too if you bought it online. If the carrier does nothing, call 12305, the complaint line for post and parcels, or 11183 for China Post. Keep the parcel's number and pictures.", "ئاۋۋال يوللىغان تېز يوللانما شىركىتىنى ئىزدەڭ، توردىن ئالغان بولسىڭىز ساتقۇچىغىمۇ دەڭ. شىركەت بىر تەرەپ قىلمىسا، پوچتا ساھەسى ئەرز تېلېفونى 12305 گە، جۇڭگو پوچتىسىنىڭ بولسا 11183 گە تېلېفون قىلىڭ. نومۇرى ۋە رەسىمىنى ساقلاپ قويۇڭ.", "先找寄件的快递公司，网上买的同时找卖家。快递公司不处理，打邮政业申诉电话 12305；中国邮政的打 11183。单号和照片要留好。", "快递丢了找谁\n快递丢了怎么办\n包裹丢了怎么办\n快递坏了找谁\n快递坏了怎么办\nيوللانما يۈتۈپ كەتسە كىمنى\nيوللانما يۈتۈپ كەتتى قانداق قىلىمەن\nparcel is lost", "Whom do I turn to when a parcel is lost or broken?", "يوللانما يۈتۈپ كەتسە ياكى بۇزۇلسا كىمنى ئىزدەيمەن؟", "快递丢了、坏了找谁？", false, 6 },
                    { "money", "When the buyer confirms that the goods came, the money goes to your account with the platform; press “withdraw”, and it is usually on your bank card in one to three working days.", "سېتىۋالغۇچى مالنى تاپشۇرۇۋالغانلىقىنى جەزملەشتۈرگەندىن كېيىن، پۇل ئاۋۋال سۇپىدىكى ھېساباتىڭىزغا كېلىدۇ؛ «نەقلەشتۈرۈش»نى باسسىڭىز، ئادەتتە بىردىن ئۈچكىچە خىزمەت كۈنى ئىچىدە بانكا كارتىڭىزغا كېلىدۇ.", "买家确认收货以后，货款先到您的平台账户；您点“提现”，一般一到三个工作日到银行卡。", "货款什么时候到账\n货款多久到账\n提现多久到账\nمال پۇلى قاچان كېلىدۇ\nپۇل قاچان كارتىغا كېلىدۇ\nwhen does the money arrive", "When does the money of my online shop arrive?", "تور دۇكىنىنىڭ مال پۇلى قاچان كېلىدۇ؟", "网店的货款什么时候到账？", false, 4 },
                    { "open-shop", "Bring your identity card and your phone to our front desk: we help you register, take pictures and put your goods up. For what you grow or raise yourself you usually need no business licence; if you trade for a living, register with the market supervision administration first (phone 12315).", "كىملىك بىلەن يانفونىڭىزنى ئېلىپ مۇلازىمەت پوكەيىمىزگە كېلىڭ، تىزىملىتىش، رەسىمگە تارتىش ۋە مالنى چىقىرىشقا ياردەملىشىمىز. ئۆزىڭىز تېرىغان ياكى باققان نەرسىنى ساتسىڭىز، ئادەتتە تىجارەت كىنىشكىسى كېرەك ئەمەس؛ ئۇزۇن مۇددەت تىجارەت قىلسىڭىز، ئاۋۋال بازار نازارەت قىلىپ باشقۇرۇش ئىدارىسىدا تىزىملىتىڭ (تېلېفون 12315).", "带上身份证和手机，到我们的服务前台来，我们帮您注册、拍照、上架。卖自家种的、自家养的，一般不用办营业执照；长期做买卖的，请先到市场监督管理局登记（电话 12315）。", "怎么开网店\n如何开网店\n想开网店\n怎么开淘宝店\n怎么开拼多多店\nتور دۇكىنىنى قانداق ئاچ\nقانداق تور دۇكىنى ئاچىمەن\nتور دۇكىنى ئاچماقچى\nopen an online shop\nopen an online store", "How do I open an online shop, and what do I need?", "تور دۇكىنىنى قانداق ئاچىمەن؟ نېمە تەييارلايمەن؟", "怎么开网店？要准备什么？", false, 1 },
                    { "return-goods", "Within seven days of getting it you can usually return it without a reason, paying the way back yourself; not what spoils quickly or was made for you. Ask the seller on the platform first; if they don't answer, call 12315.", "مال كېلىپ يەتتە كۈن ئىچىدە، ئادەتتە سەۋەب ئېيتماي قايتۇرسىڭىز بولىدۇ، قايتۇرۇش كىراسىنى ئۆزىڭىز تۆلەيسىز؛ ئاسان بۇزۇلىدىغان ۋە بۇيرۇتۇپ ياساتقان نەرسىلەر بۇنىڭ سىرتىدا. ئاۋۋال سۇپىدا ساتقۇچىغا دەڭ، ئۇ پەرۋا قىلمىسا 12315 گە تېلېفون قىلىڭ.", "收到货七天内，一般可以不说理由退货，退回的运费自己出；鲜活易坏的、定做的不行。先在平台上找卖家，卖家不理就打 12315。", "网上买的东西能退吗\n怎么退货\n能不能退货\n七天无理由退货\nتوردىن ئالغان نەرسىنى قايتۇرسام بولامدۇ\nمالنى قانداق قايتۇرىمەن\nreturn what i bought\nhow do i return", "Can I return what I bought online?", "توردىن ئالغان نەرسىنى قايتۇرسام بولامدۇ؟", "网上买的东西能退吗？", false, 5 },
                    { "sell-produce", "Send us the sort, the amount, pictures and your village, or bring some to our front desk. We teach you to run a shop yourself; or shops that work with the centre sell for you, at a price you agree on face to face.", "ئاۋۋال سورتى، مىقدارى، رەسىمى ۋە كەنت نامىنى بىزگە يوللاڭ، ياكى ئازراق ئەۋرىشكە ئېلىپ مۇلازىمەت پوكەيىگە كېلىڭ. ئۆزىڭىز دۇكان ئاچسىڭىز ئۆگىتىمىز؛ ئاچمىسىڭىز، مەركەز بىلەن ھەمكارلىشىدىغان تور دۇكانلىرى ساتسا بولىدۇ، باھاسى يۈزتۇرانە كېلىشىلىدۇ.", "先把品种、数量、照片和村名发给我们，或者带一点样品到服务前台。自己开店的，我们教；不想开店的，可以交给中心合作的网店代卖，价钱当面商量。", "红枣怎么拿到网上卖\n核桃怎么拿到网上卖\n怎么在网上卖红枣\n怎么在网上卖核桃\n农产品怎么上网卖\nچىلاننى توردا قانداق ساتىمەن\nياڭاقنى توردا قانداق ساتىمەن\nsell walnuts online\nsell dates online", "How do I sell my dates and walnuts online?", "ئۆيدىكى چىلان، ياڭاقنى توردا قانداق ساتىمەن؟", "家里的红枣、核桃怎么拿到网上卖？", false, 3 },
                    { "training", "Yes: opening a shop, live selling, serving customers, taking pictures. The next dates hang out at the centre and at the village stations; sign up at our front desk.", "بار، دۇكان ئېچىش، نەق مەيدان تارقىتىش، خېرىدارلار مۇلازىمىتى ۋە رەسىمگە تارتىش ئۆگىتىلىدۇ. يېقىنقى كۇرسنىڭ ۋاقتى مەركەز ۋە كەنت قۇلايلىق مۇلازىمەت پونكىتىغا چاپلاندى، بىۋاسىتە مۇلازىمەت پوكەيىدە تىزىملىتىڭ.", "有，开店、直播、客服、拍照都教。最近一期的时间贴在中心和村级便民服务站，直接到服务前台报名就行。", "电商培训怎么报名\n有没有电商培训\n有没有直播培训\n培训怎么报名\n想参加电商培训\nئېلېكترونلۇق سودا كۇرسى بارمۇ\nكۇرسقا قانداق تىزىملىتىمەن\ncommerce courses\nsign up for training", "Are there e-commerce courses, and how do I sign up?", "ئېلېكترونلۇق سودا كۇرسى بارمۇ؟ قانداق تىزىملىتىمەن؟", "有没有电商培训？怎么报名？", false, 2 },
                    { "when-where", "Address, phone and hours stand on the first page of our website and hang out at the village stations. You can write here at any time.", "ئادرېس، تېلېفون ۋە مۇلازىمەت ۋاقتى تور بېتىمىزنىڭ باش بېتىدە بار، كەنت قۇلايلىق مۇلازىمەت پونكىتىدىمۇ بار. بۇ يەرگە خالىغان ۋاقىتتا يازسىڭىز بولىدۇ.", "地址、电话和服务时间写在我们网站的首页，村级便民服务站也有。这里随时可以留言。", "你们几点上班\n你们几点下班\n几点开门\n中心在哪里\n你们在哪里\n你们地址在哪\nسائەت قانچىدە ئىشقا چىقىسىلەر\nمەركەز نەدە\nwhen are you open\nwhere are you", "Where are you, and when are you open?", "سىلەر نەدە؟ سائەت قانچىدە ئىشقا چىقىسىلەر؟", "你们在哪里？几点上班？", false, 8 }
                });

            migrationBuilder.InsertData(
                table: "offices",
                columns: new[] { "Code", "AddressEn", "AddressUg", "AddressZh", "NameEn", "NameUg", "NameZh", "Phone", "Retired", "Sort" },
                values: new object[,]
                {
                    { "hotline", "", "", "", "Government service hotline", "ھۆكۈمەت مۇلازىمىتى قۇلايلىق تېلېفونى", "政务服务便民热线", "12345", false, 2 },
                    { "labour", "", "", "", "Human resources and social security bureau (labour inspection)", "ئادەم كۈچى بايلىقى ۋە ئىجتىمائىي كاپالەت ئىدارىسى (ئەمگەك نازارىتى)", "人力资源和社会保障局（劳动监察）", "12333", false, 3 },
                    { "market", "", "", "", "Market supervision administration", "بازار نازارەت قىلىپ باشقۇرۇش ئىدارىسى", "市场监督管理局", "12315", false, 1 },
                    { "police", "", "", "", "Police", "جامائەت خەۋپسىزلىك ئىدارىسى", "公安局", "110", false, 5 },
                    { "post", "", "", "", "China Post", "جۇڭگو پوچتىسى", "中国邮政", "11183", false, 4 }
                });

            migrationBuilder.InsertData(
                table: "service_items",
                columns: new[] { "Code", "NameEn", "NameUg", "NameZh", "Sort" },
                values: new object[,]
                {
                    { "information", "Information", "ئۇچۇر مەسلىھىتى", "信息咨询", 4 },
                    { "management", "Management advice", "باشقۇرۇش مەسلىھىتى", "管理咨询", 6 },
                    { "market", "Market development", "بازار ئېچىش", "市场开拓", 5 },
                    { "rights", "Rights protection", "قانۇنلۇق ھوقۇقنى قوغداش", "法律维权", 7 },
                    { "startUp", "Start-up coaching", "ئىگىلىك تىكلەش يېتەكچىلىكى", "创业辅导", 1 },
                    { "techHelp", "Technical support", "تېخنىكا جەھەتتىن قوللاش", "技术支持", 3 },
                    { "training", "Incubation and training", "يېتىشتۈرۈش ۋە تەربىيەلەش", "孵化培训", 2 }
                });

            migrationBuilder.InsertData(
                table: "townships",
                columns: new[] { "Code", "NameEn", "NameUg", "NameZh", "Sort" },
                values: new object[,]
                {
                    { "bostan", "Bostan Township", "بوستان يېزىسى", "博斯坦乡", 8 },
                    { "chaha", "Chaqa Township", "چاقا يېزىسى", "恰哈乡", 5 },
                    { "damiku", "Damiku Township", "دامىكۇ يېزىسى", "达玛沟乡", 4 },
                    { "gulahama", "Gulahama Town", "گۇلاخما بازىرى", "固拉合玛镇", 2 },
                    { "nur", "Nur Township", "نۇر يېزىسى", "奴尔乡", 7 },
                    { "qira", "Qira Township", "چىرا يېزىسى", "策勒乡", 3 },
                    { "qiraTown", "Qira Town", "چىرا بازىرى", "策勒镇", 1 },
                    { "ulughsay", "Ulughsay Township", "ئۇلۇغساي يېزىسى", "乌鲁克萨依乡", 6 }
                });

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_Name",
                table: "api_keys",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_attachments_MessageId",
                table: "attachments",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_attachments_NextAttemptAt",
                table: "attachments",
                column: "NextAttemptAt",
                filter: "\"NextAttemptAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_attachments_TicketId",
                table: "attachments",
                column: "TicketId");

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_keys_CreatedAt",
                table: "idempotency_keys",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_Channel_NextAttemptAt",
                table: "inbox",
                columns: new[] { "Channel", "NextAttemptAt" },
                filter: "\"NextAttemptAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_Chat",
                table: "inbox",
                column: "Chat");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_UpdateId_Bot_Channel",
                table: "inbox",
                columns: new[] { "UpdateId", "Bot", "Channel" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_intake_ids_MessageId",
                table: "intake_ids",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_messages_TicketId",
                table: "messages",
                column: "TicketId");

            migrationBuilder.CreateIndex(
                name: "IX_one_time_codes_ExpiresAt",
                table: "one_time_codes",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Chat_Id",
                table: "outbox",
                columns: new[] { "Chat", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_MessageId",
                table: "outbox",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_NextAttemptAt",
                table: "outbox",
                column: "NextAttemptAt",
                filter: "\"NextAttemptAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_person_addresses_PersonId",
                table: "person_addresses",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_person_addresses_Value_Kind_Bot",
                table: "person_addresses",
                columns: new[] { "Value", "Kind", "Bot" });

            migrationBuilder.CreateIndex(
                name: "IX_promise_clocks_NextCheckAt",
                table: "promise_clocks",
                column: "NextCheckAt",
                filter: "\"NextCheckAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_promise_clocks_TicketId",
                table: "promise_clocks",
                column: "TicketId");

            migrationBuilder.CreateIndex(
                name: "IX_ratings_TicketId_ResolvedAt",
                table: "ratings",
                columns: new[] { "TicketId", "ResolvedAt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reply_windows_RemindAt",
                table: "reply_windows",
                column: "RemindAt",
                filter: "\"RemindAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_response_cycles_NextCheckAt",
                table: "response_cycles",
                column: "NextCheckAt",
                filter: "\"NextCheckAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_response_cycles_TicketId_Ordinal",
                table: "response_cycles",
                columns: new[] { "TicketId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "staff",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "staff",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_staff_chats_User",
                table: "staff_chats",
                column: "User");

            migrationBuilder.CreateIndex(
                name: "IX_ticket_events_TicketId_Version",
                table: "ticket_events",
                columns: new[] { "TicketId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ticket_links_ToTicketId",
                table: "ticket_links",
                column: "ToTicketId");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_ChatAddressId_Id",
                table: "tickets",
                columns: new[] { "ChatAddressId", "Id" },
                filter: "\"ChatAddressId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_ClosedAt",
                table: "tickets",
                column: "ClosedAt",
                filter: "\"ClosedAt\" IS NOT NULL AND \"ErasedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_NeedsCallBack",
                table: "tickets",
                column: "NeedsCallBack",
                filter: "\"NeedsCallBack\"");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_NeedsSupervisor",
                table: "tickets",
                column: "NeedsSupervisor",
                filter: "\"NeedsSupervisor\"");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Number",
                table: "tickets",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_tickets_PersonId_Id",
                table: "tickets",
                columns: new[] { "PersonId", "Id" },
                filter: "\"PersonId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Sequence",
                table: "tickets",
                column: "Sequence");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Status_DueAt_Id",
                table: "tickets",
                columns: new[] { "Status", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Status_Unanswered_CycleState_DueAt_Assignee_Department",
                table: "tickets",
                columns: new[] { "Status", "Unanswered", "CycleState", "DueAt", "Assignee", "Department" });

            // The full-text index is a table that EF does not model.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE message_phrases USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE message_phrases");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropTable(
                name: "chat_devices");

            migrationBuilder.DropTable(
                name: "conversations");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "departments");

            migrationBuilder.DropTable(
                name: "fired_rungs");

            migrationBuilder.DropTable(
                name: "frequent_questions");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "intake_ids");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "offices");

            migrationBuilder.DropTable(
                name: "one_time_codes");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "promise_clocks");

            migrationBuilder.DropTable(
                name: "ratings");

            migrationBuilder.DropTable(
                name: "reply_windows");

            migrationBuilder.DropTable(
                name: "secrets");

            migrationBuilder.DropTable(
                name: "service_items");

            migrationBuilder.DropTable(
                name: "staff_chats");

            migrationBuilder.DropTable(
                name: "ticket_events");

            migrationBuilder.DropTable(
                name: "ticket_links");

            migrationBuilder.DropTable(
                name: "townships");

            migrationBuilder.DropTable(
                name: "staff");

            migrationBuilder.DropTable(
                name: "response_cycles");

            migrationBuilder.DropTable(
                name: "tickets");

            migrationBuilder.DropTable(
                name: "person_addresses");

            migrationBuilder.DropTable(
                name: "people");
        }
    }
}

/*
 * A freeDiameter extension that plays the home subscriber server on Sh (TS 29.329) for the tests: it
 * answers User-Data-Request and Subscribe-Notifications-Request, and pushes the state of a user
 * whenever somebody subscribes to it; upon SIGUSR1 the last such user is registered no more, which it
 * pushes as well. With the configuration "pr" it also plays the 3GPP AAA server on Pr: it then accounts
 * a session of a user, which starts with that subscription and ends upon SIGUSR1. What it sees it writes
 * to the daemon's log in lines that begin with "pna_hss:", and the tests read them.
 */
#include <freeDiameter/extension.h>
#include <signal.h>

#define SH 16777217
#define PR 16777230
#define VENDOR_3GPP 10415

static struct dict_object *vendor, *sh, *udr, *snr, *pnr;
static struct dict_object *pr, *apn;
static struct dict_object *user_identity, *public_identity, *user_data, *data_reference;
static struct dict_object *subs_req_type, *requested_domain;
static struct disp_hdl *handlers[2];

#define DATA(content) "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Sh-Data>" content "</Sh-Data>"
static const char CS_STATE[] = DATA("<CSUserState>2</CSUserState>");
static const char PS_STATE[] = DATA("<PSUserState>0</PSUserState>");
static const char REGISTERED[] = DATA("<Sh-IMS-Data><IMSUserState>1</IMSUserState></Sh-IMS-Data>");
static const char NOT_REGISTERED[] = DATA("<Sh-IMS-Data><IMSUserState>0</IMSUserState></Sh-IMS-Data>");

/* Who subscribed last, and to whom; empty: nobody yet. And what that user is now. */
static char subscriber[256], subscribed[256];
static const char *ims_state = NOT_REGISTERED;

static struct dict_object *new_command(uint32_t code, char *name, uint8_t flags)
{
	struct dict_cmd_data data = { code, name, CMD_FLAG_REQUEST | CMD_FLAG_PROXIABLE,
		flags | CMD_FLAG_PROXIABLE };
	struct dict_object *object = NULL;
	CHECK_FCT_DO(fd_dict_new(fd_g_config->cnf_dict, DICT_COMMAND, &data, sh, &object), return NULL);
	return object;
}

static struct dict_object *new_avp(uint32_t code, char *name, enum dict_avp_basetype type)
{
	struct dict_avp_data data = { code, VENDOR_3GPP, name, AVP_FLAG_VENDOR, AVP_FLAG_VENDOR, type };
	struct dict_object *object = NULL;
	CHECK_FCT_DO(fd_dict_new(fd_g_config->cnf_dict, DICT_AVP, &data, NULL, &object), return NULL);
	return object;
}

static int define(void)
{
	struct dict_vendor_data vendor_data = { VENDOR_3GPP, "3GPP" };
	struct dict_application_data sh_data = { SH, "3GPP Sh" };
	CHECK_FCT(fd_dict_new(fd_g_config->cnf_dict, DICT_VENDOR, &vendor_data, NULL, &vendor));
	CHECK_FCT(fd_dict_new(fd_g_config->cnf_dict, DICT_APPLICATION, &sh_data, vendor, &sh));
	udr = new_command(306, "User-Data-Request", CMD_FLAG_REQUEST);
	new_command(306, "User-Data-Answer", 0);
	snr = new_command(308, "Subscribe-Notifications-Request", CMD_FLAG_REQUEST);
	new_command(308, "Subscribe-Notifications-Answer", 0);
	pnr = new_command(309, "Push-Notification-Request", CMD_FLAG_REQUEST);
	new_command(309, "Push-Notification-Answer", 0);
	public_identity = new_avp(601, "Public-Identity", AVP_TYPE_OCTETSTRING);
	user_identity = new_avp(700, "User-Identity", AVP_TYPE_GROUPED);
	new_avp(701, "MSISDN", AVP_TYPE_OCTETSTRING);
	user_data = new_avp(702, "User-Data", AVP_TYPE_OCTETSTRING);
	data_reference = new_avp(703, "Data-Reference", AVP_TYPE_INTEGER32);
	subs_req_type = new_avp(705, "Subs-Req-Type", AVP_TYPE_INTEGER32);
	requested_domain = new_avp(706, "Requested-Domain", AVP_TYPE_INTEGER32);
	new_avp(707, "Current-Location", AVP_TYPE_INTEGER32);
	new_avp(709, "Expiry-Time", AVP_TYPE_OCTETSTRING);
	new_avp(710, "Send-Data-Indication", AVP_TYPE_INTEGER32);
	new_avp(713, "Requested-Nodes", AVP_TYPE_UNSIGNED32);
	return requested_domain == NULL ? EINVAL : 0;
}

/* A number of a message, -1 if it has none. */
static int number(struct msg *msg, struct dict_object *what)
{
	struct avp *avp = NULL;
	struct avp_hdr *header;
	if (fd_msg_search_avp(msg, what, &avp) || !avp || fd_msg_avp_hdr(avp, &header)
	    || !header->avp_value)
		return -1;
	return header->avp_value->i32;
}

static int add_octets(msg_or_avp *to, struct dict_object *what, const char *text, size_t length)
{
	struct avp *avp;
	union avp_value value;
	CHECK_FCT(fd_msg_avp_new(what, 0, &avp));
	value.os.data = (uint8_t *)text;
	value.os.len = length;
	CHECK_FCT(fd_msg_avp_setvalue(avp, &value));
	return fd_msg_avp_add(to, MSG_BRW_LAST_CHILD, avp);
}

static int add_base(msg_or_avp *to, char *name, const char *text, int32_t number)
{
	struct dict_object *what;
	struct avp *avp;
	union avp_value value;
	CHECK_FCT(fd_dict_search(fd_g_config->cnf_dict, DICT_AVP, AVP_BY_NAME, name, &what, ENOENT));
	if (text)
		return add_octets(to, what, text, strlen(text));
	CHECK_FCT(fd_msg_avp_new(what, 0, &avp));
	value.i32 = number;
	CHECK_FCT(fd_msg_avp_setvalue(avp, &value));
	return fd_msg_avp_add(to, MSG_BRW_LAST_CHILD, avp);
}

static void on_pna(void *data, struct msg **msg)
{
	struct dict_object *what = NULL;
	if (fd_dict_search(fd_g_config->cnf_dict, DICT_AVP, AVP_BY_NAME, "Result-Code", &what, ENOENT) == 0)
		fd_log_notice("pna_hss: Push-Notification-Answer with result %d", number(*msg, what));
	fd_msg_free(*msg);
	*msg = NULL;
}

static int push(void)
{
	struct msg *request;
	struct avp *identity;
	struct dict_object *what;
	CHECK_FCT(fd_msg_new(pnr, MSGFL_ALLOC_ETEID, &request));
	CHECK_FCT(fd_msg_new_session(request, (os0_t)"push", 4));
	CHECK_FCT(add_base(request, "Auth-Session-State", NULL, 1));
	CHECK_FCT(fd_msg_add_origin(request, 0));
	CHECK_FCT(fd_dict_search(fd_g_config->cnf_dict, DICT_AVP, AVP_BY_NAME, "Destination-Host", &what, ENOENT));
	CHECK_FCT(add_octets(request, what, subscriber, strlen(subscriber)));
	CHECK_FCT(add_base(request, "Destination-Realm", fd_g_config->cnf_diamrlm, 0));
	CHECK_FCT(fd_msg_avp_new(user_identity, 0, &identity));
	CHECK_FCT(fd_msg_avp_add(request, MSG_BRW_LAST_CHILD, identity));
	CHECK_FCT(add_octets(identity, public_identity, subscribed, strlen(subscribed)));
	CHECK_FCT(add_octets(request, user_data, ims_state, strlen(ims_state)));
	fd_log_notice("pna_hss: Push-Notification-Request");
	return fd_msg_send(&request, on_pna, NULL);
}

static void on_aca(void *data, struct msg **msg)
{
	struct dict_object *result = NULL, *type = NULL;
	if (fd_dict_search(fd_g_config->cnf_dict, DICT_AVP, AVP_BY_NAME, "Result-Code", &result, ENOENT) == 0
	    && fd_dict_search(fd_g_config->cnf_dict, DICT_AVP, AVP_BY_NAME, "Accounting-Record-Type", &type, ENOENT) == 0)
		fd_log_notice("pna_hss: Accounting-Answer with result %d for record type %d",
			number(*msg, result), number(*msg, type));
	fd_msg_free(*msg);
	*msg = NULL;
}

static int add_application(struct msg *request)
{
	struct dict_object *what;
	struct avp *group;
	CHECK_FCT(fd_dict_search(fd_g_config->cnf_dict, DICT_AVP, AVP_BY_NAME, "Vendor-Specific-Application-Id",
		&what, ENOENT));
	CHECK_FCT(fd_msg_avp_new(what, 0, &group));
	CHECK_FCT(fd_msg_avp_add(request, MSG_BRW_LAST_CHILD, group));
	CHECK_FCT(add_base(group, "Vendor-Id", NULL, VENDOR_3GPP));
	return add_base(group, "Acct-Application-Id", NULL, PR);
}

static int account(char *session, int type)
{
	struct msg *request;
	struct msg_hdr *header;
	struct dict_object *what;
	CHECK_FCT(fd_dict_search(fd_g_config->cnf_dict, DICT_COMMAND, CMD_BY_NAME, "Accounting-Request", &what, ENOENT));
	CHECK_FCT(fd_msg_new(what, MSGFL_ALLOC_ETEID, &request));
	CHECK_FCT(fd_msg_hdr(request, &header));
	header->msg_appl = PR;
	CHECK_FCT(add_base(request, "Session-Id", session, 0));
	CHECK_FCT(fd_msg_add_origin(request, 1));
	CHECK_FCT(fd_dict_search(fd_g_config->cnf_dict, DICT_AVP, AVP_BY_NAME, "Destination-Host", &what, ENOENT));
	CHECK_FCT(add_octets(request, what, subscriber, strlen(subscriber)));
	CHECK_FCT(add_base(request, "Destination-Realm", fd_g_config->cnf_diamrlm, 0));
	CHECK_FCT(add_base(request, "Accounting-Record-Type", NULL, type));
	CHECK_FCT(add_base(request, "Accounting-Record-Number", NULL, type));
	CHECK_FCT(add_application(request));
	CHECK_FCT(add_base(request, "User-Name", "anna@wlan.example", 0));
	CHECK_FCT(add_octets(request, apn, "internet", 8));
	fd_log_notice("pna_hss: Accounting-Request of record type %d", type);
	return fd_msg_send(&request, on_aca, NULL);
}

/* Keeps a text of the message; one too long is kept as none. */
static void keep(char *where, size_t room, const struct avp_hdr *from)
{
	size_t length = from->avp_value->os.len < room ? from->avp_value->os.len : 0;
	memcpy(where, from->avp_value->os.data, length);
	where[length] = '\0';
}

static int on_subscription(struct msg *request)
{
	struct avp *avp = NULL, *name = NULL;
	struct avp_hdr *header;
	struct dict_object *what;
	CHECK_FCT(fd_dict_search(fd_g_config->cnf_dict, DICT_AVP, AVP_BY_NAME, "Origin-Host", &what, ENOENT));
	CHECK_FCT(fd_msg_search_avp(request, what, &avp));
	CHECK_FCT(fd_msg_avp_hdr(avp, &header));
	keep(subscriber, sizeof subscriber, header);
	CHECK_FCT(fd_msg_search_avp(request, user_identity, &avp));
	CHECK_FCT(fd_msg_browse(avp, MSG_BRW_FIRST_CHILD, &name, NULL));
	while (name) {
		CHECK_FCT(fd_msg_avp_hdr(name, &header));
		if (header->avp_code == 601)
			keep(subscribed, sizeof subscribed, header);
		CHECK_FCT(fd_msg_browse(name, MSG_BRW_NEXT, &name, NULL));
	}
	ims_state = REGISTERED;
	if (pr)
		CHECK_FCT(account("aaa;1;1", 2));
	return push();
}

static void on_leave(void)
{
	fd_log_notice("pna_hss: the user leaves");
	ims_state = NOT_REGISTERED;
	if (!*subscriber)
		return;
	if (pr)
		CHECK_FCT_DO(account("aaa;1;1", 4), return);
	CHECK_FCT_DO(push(), return);
}

static const char *data_for(struct msg *request)
{
	if (number(request, data_reference) == 11)
		return ims_state;
	return number(request, requested_domain) == 1 ? PS_STATE : CS_STATE;
}

static int on_request(struct msg **msg, struct avp *unused, struct session *session, void *opaque,
	enum disp_action *action)
{
	int pull = opaque == &udr;
	struct msg *request = *msg, *answer;
	const char *data = data_for(request);
	fd_log_notice("pna_hss: %s for data %d, domain %d, type %d", pull ? "User-Data-Request" : "Subscribe-Notifications-Request",
		number(request, data_reference), number(request, requested_domain),
		number(request, subs_req_type));
	if (!pull && number(request, subs_req_type) == 0)
		CHECK_FCT(on_subscription(request));
	CHECK_FCT(fd_msg_new_answer_from_req(fd_g_config->cnf_dict, msg, 0));
	answer = *msg;
	CHECK_FCT(fd_msg_rescode_set(answer, "DIAMETER_SUCCESS", NULL, NULL, 1));
	CHECK_FCT(add_base(answer, "Auth-Session-State", NULL, 1));
	if (pull)
		CHECK_FCT(add_octets(answer, user_data, data, strlen(data)));
	*action = DISP_ACT_SEND;
	return 0;
}

static int start(char *conffile)
{
	struct disp_when when;
	CHECK_FCT(define());
	memset(&when, 0, sizeof when);
	when.app = sh;
	when.command = udr;
	CHECK_FCT(fd_disp_register(on_request, DISP_HOW_CC, &when, &udr, &handlers[0]));
	when.command = snr;
	CHECK_FCT(fd_disp_register(on_request, DISP_HOW_CC, &when, &snr, &handlers[1]));
	CHECK_FCT(fd_disp_app_support(sh, vendor, 1, 0));
	if (conffile && strcmp(conffile, "pr") == 0) {
		struct dict_application_data data = { PR, "3GPP Pr" };
		CHECK_FCT(fd_dict_new(fd_g_config->cnf_dict, DICT_APPLICATION, &data, vendor, &pr));
		apn = new_avp(308, "3GPP-WLAN-APN-Id", AVP_TYPE_OCTETSTRING);
		CHECK_FCT(fd_disp_app_support(pr, vendor, 0, 1));
	}
	CHECK_FCT(fd_event_trig_regcb(SIGUSR1, "pna_hss", on_leave));
	fd_log_notice("pna_hss: ready");
	return 0;
}

void fd_ext_fini(void)
{
	(void)fd_disp_unregister(&handlers[0], NULL);
	(void)fd_disp_unregister(&handlers[1], NULL);
}

EXTENSION_ENTRY("pna_hss", start);
